// `npm run check:kill -- --times N --seed S`: kills a training with SIGKILL at N random moments, each time a new
// one, lets it go on with --resume, and holds the weights and figures against those of a training that was left
// alone. Some are killed more than once.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { xoroshiro128plus } from 'pure-rand';

const program = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));

const { values } = parseArgs({
  options: { times: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
});
const random = xoroshiro128plus(Number(values.seed));
const uniform = () => (random.unsafeNext() >>> 0) / 2 ** 32;

/** All that has a state of its own: dropout, running statistics, momentum, a plateau, patience. */
const model = `model Killed
input 8x8x1
conv 8 3x3 same bn relu
pool max 2
flatten
dropout 25%
dense 4 softmax

train {
  data idx "data/"
  validate 20%
  loss cross-entropy smoothing 0.1
  optimizer adam lr 0.003
  schedule plateau 0.5 patience 1 warm-up 1
  batch 10
  epochs 8
  seed 4
}
`;

const side = 8;
const samples = 2000;

/** Noise, a little brighter in the quarter that is the class: it takes some epochs to learn. */
function pictures(count) {
  const pixels = Buffer.alloc(count * side * side);
  for (let at = 0; at < pixels.length; at++) {
    const sample = Math.floor(at / (side * side));
    const [x, y] = [at % side >= side / 2, (at / side) % side >= side / 2];
    const isBright = Number(x) + 2 * Number(y) === sample % 4;
    pixels[at] = Math.floor(uniform() * (isBright ? 256 : 216));
  }
  return pixels;
}

function idxHeader(...sizes) {
  const bytes = Buffer.alloc(4 + 4 * sizes.length);
  bytes.writeUInt32BE(0x0800 + sizes.length);
  sizes.forEach((size, at) => bytes.writeUInt32BE(size, 4 + 4 * at));
  return bytes;
}

async function writeData(folder) {
  await mkdir(folder);
  const images = Buffer.concat([idxHeader(samples, side, side), pictures(samples)]);
  await writeFile(path.join(folder, 'train-images-idx3-ubyte'), images);
  const labels = Uint8Array.from({ length: samples }, (_, index) => index % 4);
  await writeFile(path.join(folder, 'train-labels-idx1-ubyte'), Buffer.concat([idxHeader(samples), labels]));
}

/** Trains in the folder; killed so many milliseconds after it has said what it does, if it takes that long. */
async function train(folder, start, killAfter) {
  // As often as can be, so that many moments are in the middle of a save.
  const words = [
    'train',
    'model.cnn',
    '--engine',
    'onnx',
    '--no-report',
    '--checkpoint-minutes',
    '0',
    ...start,
  ];
  let began;
  let timer;
  const child = spawn(process.execPath, [program, ...words], {
    cwd: folder,
    env: { ...process.env, CNNC_THREADS: '1', NO_COLOR: '1' },
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
    if (began !== undefined || !said.includes('Training')) return;
    began = performance.now();
    if (killAfter !== undefined) timer = setTimeout(() => child.kill('SIGKILL'), killAfter);
  });
  const [status, signal] = await new Promise((resolve) => {
    child.on('close', (...end) => resolve(end));
  });
  clearTimeout(timer);
  return { status, killed: signal === 'SIGKILL', said, milliseconds: performance.now() - began };
}

/** What a run leaves, but for times: the weights to use, the last ones and the figures of each epoch. */
async function outcomeOf(run) {
  const weights = await readFile(path.join(run, 'weights.safetensors'));
  const last = await readFile(path.join(run, 'last.safetensors'));
  const lines = (await readFile(path.join(run, 'metrics.jsonl'), 'utf8')).trimEnd().split('\n');
  const figures = lines.map((line) => {
    const { epoch, loss, accuracy, validationLoss, validationAccuracy, rate } = JSON.parse(line);
    return { epoch, loss, accuracy, validationLoss, validationAccuracy, rate };
  });
  return JSON.stringify({ weights: sha256(weights), last: lastWeights(last), figures });
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The tensors of a checkpoint but for the best, which are there or not as the moment of saving wants it. */
function lastWeights(bytes) {
  const length = Number(bytes.readBigUInt64LE());
  const header = JSON.parse(bytes.toString('utf8', 8, 8 + length));
  const data = bytes.subarray(8 + length);
  return Object.entries(header)
    .filter(([name]) => name !== '__metadata__' && !name.startsWith('best:'))
    .map(
      ([
        name,
        {
          data_offsets: [start, end],
        },
      ]) => [name, sha256(data.subarray(start, end))],
    );
}

/** Kills a training at random moments until it has ended; says at which it was killed. */
async function killed(folder, whole) {
  const run = path.join(folder, 'run');
  await rm(run, { recursive: true, force: true });
  const moments = [];
  for (;;) {
    // Before the folder is there nothing has begun, and there is nothing to go on with.
    const start = existsSync(run) ? ['--resume', 'run'] : ['--out', 'run'];
    const kills = moments.length === 0 || (moments.length < 4 && uniform() < 0.3);
    const end = await train(folder, start, kills ? uniform() * whole.milliseconds : undefined);
    if (end.killed) moments.push(await standing(run));
    else if (end.status !== 0) throw new Error(`--resume failed:\n${end.said}`);
    else if (moments.length > 0) return { moments, end };
    else await rm(run, { recursive: true });
  }
}

/** How far a killed training had come, and what lay in its folder. */
async function standing(run) {
  const lines = await readFile(path.join(run, 'metrics.jsonl'), 'utf8').catch(() => '');
  const entries = await readdir(run).catch(() => []);
  const half = entries.some((entry) => entry.endsWith('.tmp')) ? ' amid a write' : '';
  return entries.length === 0 ? 'before it began' : `after ${lines.split('\n').length - 1} epochs${half}`;
}

const folder = await mkdtemp(path.join(tmpdir(), 'cnnc-kill-'));
try {
  await writeFile(path.join(folder, 'model.cnn'), model);
  await writeData(path.join(folder, 'data'));
  const whole = await train(folder, ['--out', 'whole']);
  if (whole.status !== 0) throw new Error(`the training that was left alone failed:\n${whole.said}`);
  const wanted = await outcomeOf(path.join(folder, 'whole'));
  console.log(`left alone: ${(whole.milliseconds / 1000).toFixed(1)} s`);
  for (let time = 1; time <= Number(values.times); time++) {
    const { moments } = await killed(folder, whole);
    const same = (await outcomeOf(path.join(folder, 'run'))) === wanted;
    console.log(`${time}: killed ${moments.join(', then ')}: ${same ? 'the same weights' : 'OTHER WEIGHTS'}`);
    if (!same) process.exitCode = 1;
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
