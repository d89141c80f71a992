// `npm run bench:gpu`: training and inference of the four networks of the benchmarks on an engine, beside PyTorch
// on the same device, as a table in Markdown. `npm run build` comes first.
//   --engine NAME   what `cnnc bench --engine` takes; onnx:webgpu
//   --device NAME   where PyTorch computes, cuda or cpu; cuda
//   --python PATH   with PyTorch; python3. Where there is none, its columns stay empty
//   --limit SECONDS for each network on each of the two; 120
//   NAMES           of networks, for these alone

import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));

const networks = {
  mnist: ['examples/mnist/mnist.cnn'],
  cifar: ['bench/networks/cifar.cnn'],
  'resnet-18': ['examples/resnet-digits/resnet-18.cnn'],
  'mobilenet-v2': ['examples/zoo/mobilenet-v2.cnn'],
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    engine: { type: 'string', default: 'onnx:webgpu' },
    device: { type: 'string', default: 'cuda' },
    python: { type: 'string', default: 'python3' },
    limit: { type: 'string', default: '120' },
  },
});
const unknown = positionals.filter((name) => !Object.hasOwn(networks, name));
if (unknown.length > 0) {
  console.error(`There is no network ${unknown.join(', ')}; there are ${Object.keys(networks).join(', ')}.`);
  process.exit(2);
}

/** What a program prints, as JSON; why not where it ends badly. */
function answerOf(program, words) {
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 2000 * Number(values.limit),
    });
    let [printed, said] = ['', ''];
    child.stdout.on('data', (chunk) => (printed += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.on('error', ({ message }) => resolve({ reason: message }));
    child.on('close', (status, signal) => {
      const answer = printed.trimStart().startsWith('{') ? JSON.parse(printed) : undefined;
      resolve(answer ?? { reason: said.trim().split('\n').at(-1) || `it ended with ${signal ?? status}` });
    });
  });
}

async function ours(file) {
  const words = [
    'dist/cli.cjs',
    'bench',
    ...file,
    '--engine',
    values.engine,
    '--limit',
    values.limit,
    '--json',
  ];
  const { reason, engines: [found] = [], batch, machine } = await answerOf(process.execPath, words);
  if (found === undefined) return { reason };
  const predictions = new Map(found.predictions.map((figure) => [figure.batch, figure]));
  const { step, product } = found;
  return {
    reason: found.reason,
    batch,
    machine,
    one: predictions.get(1),
    many: predictions.get(32),
    step,
    product,
  };
}

async function theirs(name, batch) {
  const words = [
    'bench/peers/pytorch.py',
    '--device',
    values.device,
    '--network',
    name,
    '--batch',
    `${batch}`,
  ];
  const { reason, torch, device, inference, step, product } = await answerOf(values.python, words);
  if (reason !== undefined) return { reason };
  const [one, many] = [inference[1], inference[32]].map(figureOf);
  return { torch, device, one, many, step: figureOf(step), product: figureOf(product) };
}

function figureOf(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.round((sorted.length - 1) * share)];
  return { median: sorted[Math.floor(sorted.length / 2)], low: at(0.1), high: at(0.9) };
}

function cell(figure) {
  if (figure === undefined || figure === null) return '–';
  const digits = figure.median < 10 ? 2 : 1;
  return `${figure.median.toFixed(digits)} (${figure.low.toFixed(digits)}–${figure.high.toFixed(digits)})`;
}

function ratio(mine, other) {
  return mine && other ? (mine.median / other.median).toFixed(2) : '–';
}

const rows = [];
const remarks = new Set([`Node ${process.version}, ${cpus()[0]?.model.trim()} x ${cpus().length}`]);
for (const [name, file] of Object.entries(networks)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const own = await ours(file);
  const peer = await theirs(name, own.batch ?? 64);
  if (own.reason) remarks.add(`${name} on ${values.engine}: ${own.reason}`);
  if (peer.reason) remarks.add(`${name} in PyTorch: ${peer.reason}`);
  if (peer.torch) remarks.add(`PyTorch ${peer.torch} on ${peer.device}`);
  const kinds = [
    ['predict 1', own.one, peer.one],
    ['predict 32', own.many, peer.many],
    [`step of ${own.batch ?? 64}`, own.step, peer.step],
  ];
  for (const [kind, mine, other] of kinds)
    rows.push([name, kind, cell(mine), cell(other), ratio(mine, other)]);
}
const titles = ['network', 'ms for', values.engine, `PyTorch ${values.device}`, 'ratio'];
for (const row of [titles, titles.map(() => '---'), ...rows]) console.log(`| ${row.join(' | ')} |`);
console.log();
for (const remark of remarks) console.log(`- ${remark}`);
