// `npm start`: a tour of cnnc on handwritten digits, made of the commands that anyone would type.

import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const model = 'examples/mnist/mnist.cnn';
const pictures = 'examples/mnist/digits';
/** Under a minute on two idle cores; the ten of the train block would be more accurate. */
const epochs = 5;
const run = `runs/tour-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`;
const weights = `${run}/weights.safetensors`;

const bold = (text) => (process.stdout.isTTY && !process.env.NO_COLOR ? `\u001b[1m${text}\u001b[0m` : text);
const say = (text) => console.log(`\n${text}`);

/** Runs a command as a reader would, and ends the tour where it fails. */
async function cnnc(words, { head } = {}) {
  console.log(`\n${bold(`$ cnnc ${words.join(' ')}`)}`);
  const output = head === undefined ? 'inherit' : 'pipe';
  const child = spawn(process.execPath, ['dist/cli.cjs', ...words], {
    cwd: root,
    stdio: ['inherit', output, 'inherit'],
  });
  if (head !== undefined) showHead(child.stdout, head);
  const status = await new Promise((resolve) => child.on('close', resolve));
  if (status !== 0) process.exit(status ?? 1);
}

/** The first lines of what a command prints. */
async function showHead(stream, lines) {
  let text = '';
  for await (const chunk of stream) text += chunk;
  const all = text.trimEnd().split('\n');
  console.log(all.slice(0, lines).join('\n'));
  if (all.length > lines) console.log(`... and ${all.length - lines} lines more`);
}

/** A few digits, one of a kind where the names tell. */
async function somePictures() {
  const names = (await readdir(`${root}${pictures}`).catch(() => []))
    .filter((name) => name.endsWith('.png'))
    .sort();
  const step = Math.max(1, Math.floor(names.length / 4));
  return names
    .filter((_, index) => index % step === 0)
    .slice(0, 4)
    .map((name) => `${pictures}/${name}`);
}

// Ctrl-C is for the command that runs; the tour ends with it.
process.on('SIGINT', () => undefined);

say(`A network is a text that reads like the table in a paper: ${model}. Does it hold together?`);
await cnnc(['check', model]);
say('What is it made of, and what does it cost?');
await cnnc(['summary', model]);
say('The same network as TypeScript, for TensorFlow.js:');
await cnnc(['build', model, '--stdout'], { head: 24 });
say(`Train it on ${availableParallelism()} cores, without a GPU:`);
await cnnc(['train', model, '--epochs', String(epochs), '--out', run]);
say('How well does it read digits that it has never seen?');
await cnnc(['eval', model, '--weights', weights]);
const digits = await somePictures();
if (digits.length > 0) {
  say('And some of them, one by one:');
  await cnnc(['predict', model, ...digits, '--weights', weights, '--draw']);
}
say(`That is the tour. Now change ${model} (another kernel, one more layer, a wrong claim) and run

  node dist/cli.cjs check ${model}
  node dist/cli.cjs train ${model}

again. "npm install --global ." puts the command cnnc on your path, and cnnc --help lists all it can do.
The weights of this tour are in ${run}.`);
