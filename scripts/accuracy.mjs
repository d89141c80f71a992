// Trains a model for several seeds through the command line, evaluates each on the held-out
// samples, and fails where their mean accuracy is below the mark.
//
//   node scripts/accuracy.mjs MODEL --epochs N --seeds 1,2,3 --least 98.0 [--data DIR] [--together] [--twice]
//
// --together averages the networks of all seeds, and fails where that is no better than they are on average.
// --twice trains the first seed a second time, and fails where the figures differ at all.

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';

const run = promisify(execFile);
const cnnc = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    epochs: { type: 'string' },
    seeds: { type: 'string', default: '1' },
    least: { type: 'string', default: '0' },
    data: { type: 'string' },
    together: { type: 'boolean', default: false },
    twice: { type: 'boolean', default: false },
  },
});
const [model] = positionals;
const data = values.data === undefined ? [] : ['--data', values.data];
const seeds = values.seeds.split(',');
const epochs = values.epochs === undefined ? [] : ['--epochs', values.epochs];
const folder = await mkdtemp(path.join(tmpdir(), 'cnnc-accuracy-'));

/** Trains with one seed, and measures. */
async function figuresOf(seed, name) {
  const out = path.join(folder, name);
  await run(process.execPath, [
    cnnc,
    'train',
    model,
    ...data,
    ...epochs,
    '--seed',
    seed,
    '--out',
    out,
    '--no-report',
    '--quiet',
  ]);
  return measure([name]);
}

/** What `eval --json` says of the network in this folder, or of the mean of several. */
async function measure(names) {
  const weights = names.flatMap((name) => ['--weights', path.join(folder, name, 'weights.safetensors')]);
  const { stdout } = await run(process.execPath, [cnnc, 'eval', model, ...data, ...weights, '--json']);
  return JSON.parse(stdout);
}

/** Trains with every seed; false where the mark is missed. */
async function holds() {
  const accuracies = [];
  for (const seed of seeds) {
    const start = performance.now();
    const { samples, loss, metrics } = await figuresOf(seed, `seed-${seed}`);
    const seconds = Math.round((performance.now() - start) / 1000);
    accuracies.push(metrics.accuracy);
    console.log(
      `seed ${seed}: ${percent(metrics.accuracy)} of ${samples}, loss ${loss.toFixed(4)}, ${seconds} s`,
    );
  }
  const mean = meanOf(accuracies);
  console.log(`mean: ${percent(mean)}, wanted: at least ${Number(values.least).toFixed(2)} %`);
  return mean * 100 >= Number(values.least);
}

/** Whether the mean of the networks of all seeds, trained already, is better than they are on average. */
async function areBetterTogether() {
  const { metrics, members } = await measure(seeds.map((seed) => `seed-${seed}`));
  const alone = meanOf(members.map((member) => member.metrics.accuracy));
  console.log(`together: ${percent(metrics.accuracy)}, wanted: more than their mean of ${percent(alone)}`);
  return metrics.accuracy > alone;
}

function meanOf(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** Whether the first seed gives the same figures again, to the last bit. */
async function repeats() {
  const [seed] = seeds;
  const [first, second] = [await figuresOf(seed, 'first'), await figuresOf(seed, 'second')];
  const same = JSON.stringify(first) === JSON.stringify(second);
  console.log(`seed ${seed} again: ${same ? 'the same figures' : `${first.loss} and ${second.loss}`}`);
  return same;
}

function percent(share) {
  return `${(share * 100).toFixed(2)} %`;
}

try {
  const good = await holds();
  const together = values.together ? await areBetterTogether() : true;
  const same = values.twice ? await repeats() : true;
  process.exitCode = good && together && same ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
