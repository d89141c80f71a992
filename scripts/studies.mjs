// Runs the studies of examples/studies/ and writes what came of them into their pages.
//
//   node scripts/studies.mjs [NAME...] [--epochs N] [--repeat N] [--jobs N] [--write-only]
//
// Without names all are run, one after another. What is done already in runs/studies/ is not done again.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = path.join(root, 'examples/studies');
const studies = JSON.parse(await readFile(path.join(folder, 'studies.json'), 'utf8'));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    epochs: { type: 'string' },
    repeat: { type: 'string', default: '3' },
    jobs: { type: 'string', default: '1' },
    'write-only': { type: 'boolean', default: false },
  },
});

function sweep({ name, models, set }) {
  const epochs = values.epochs === undefined ? [] : ['--epochs', values.epochs];
  const place = ['--out', `runs/studies/${name}`, '--repeat', values.repeat, '--jobs', values.jobs, '--json'];
  const files = models.map((model) => `examples/studies/${model}.cnn`);
  const words = ['sweep', ...files, ...set.flatMap((axis) => ['--set', axis]), ...epochs, ...place];
  const child = spawn(process.execPath, ['dist/cli.cjs', ...words], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => (text += chunk));
  return new Promise((resolve) =>
    child.on('close', (status) => resolve(status === 0 ? JSON.parse(text) : undefined)),
  );
}

/** Every value that a point was set to, and its model where there are several. */
function namesOf({ models, points }) {
  return [...(models.length > 1 ? ['model'] : []), ...Object.keys(points[0].values)];
}

function valueOf(point, name) {
  return name === 'model' ? point.model : point.values[name];
}

function tableOf(results) {
  const names = namesOf(results);
  const rows = results.points
    .filter(({ accuracy }) => accuracy !== null)
    .map((point) => [
      ...names.map((name) => valueOf(point, name)),
      point.parameters.toLocaleString('en-US'),
      point.epochs,
      point.trainings.filter(({ state }) => state === 'done').length,
      meanText(point.loss, (value) => value.toFixed(4)),
      `${meanText(point.accuracy, (value) => (100 * value).toFixed(2))} %`,
    ]);
  const titles = [...names, 'parameters', 'epochs', 'seeds', 'loss', 'accuracy'];
  const lines = [titles, titles.map(() => '---:'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function meanText({ mean, deviation }, write) {
  return deviation === null ? write(mean) : `${write(mean)} ± ${write(deviation)}`;
}

/** What a claim of the notes comes to here: twice the standard error of a difference of means tells two apart. */
function verdictOn({ claim, better, worse, noBetter }, { points }) {
  const [one, other] = [better ?? noBetter, worse].map((wanted) =>
    points.find((point) => matches(point, wanted)),
  );
  if (!one?.accuracy || !other?.accuracy) return `- ${claim}: not measured yet.`;
  const difference = 100 * (one.accuracy.mean - other.accuracy.mean);
  const error = 100 * Math.sqrt(squaredError(one) + squaredError(other));
  if (!Number.isFinite(error))
    return `- ${claim}: ${signed(difference)} points, of one seed: that tells nothing yet.`;
  const told = Math.abs(difference) > 2 * error;
  const outcome = !told
    ? noBetter
      ? '**holds**, as far as they can be told apart'
      : '**cannot be told** from these seeds'
    : difference > 0 === (better !== undefined)
      ? '**holds**'
      : '**does not hold here**';
  return `- ${claim}: ${outcome}. ${signed(difference)} points, with a standard error of ${error.toFixed(2)}.`;
}

function matches(point, wanted) {
  return Object.entries(wanted).every(([name, value]) => valueOf(point, name) === value);
}

function squaredError({ accuracy, trainings }) {
  const seeds = trainings.filter(({ state }) => state === 'done').length;
  return accuracy.deviation === null ? Infinity : accuracy.deviation ** 2 / seeds;
}

function signed(value) {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
}

const [start, end] = ['<!-- results -->', '<!-- /results -->'];

async function write(study, results) {
  const file = path.join(folder, `${study.name}.md`);
  const page = existsSync(file) ? await readFile(file, 'utf8') : pageOf(study);
  const claims = study.claims.map((claim) => verdictOn(claim, results)).join('\n');
  const found = results === unmeasured ? 'Not measured yet.' : tableOf(results);
  const filled = `${start}\n\n${found}\n\nThe claims of the notes, here:\n\n${claims}\n\n${end}`;
  const text = page.replace(new RegExp(`${start}[^]*${end}`), () => filled);
  await writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}

function pageOf({ name, title, text, models, set }) {
  const files = models.map((model) => `examples/studies/${model}.cnn`).join(' ');
  const axes = set.map((axis) => ` --set ${axis}`).join('');
  const command = `cnnc sweep ${files}${axes} --repeat 3`;
  const links = models.map((model) => `[${model}.cnn](${model}.cnn)`).join(' and ');
  return `# ${title}\n\n${text}\n\n    node scripts/studies.mjs ${name}\n    ${command}\n\nThe text: ${links}. 8,000 digits to train, 2,000 held out; means over seeds ± their standard deviation.\n\n${start}\n${end}\n`;
}

const unmeasured = { points: [], models: [] };

for (const study of studies) {
  if (positionals.length > 0 && !positionals.includes(study.name)) continue;
  const results = values['write-only'] ? unmeasured : await sweep(study);
  if (results === undefined) {
    process.exitCode = 1;
    break;
  }
  await write(study, results);
}
