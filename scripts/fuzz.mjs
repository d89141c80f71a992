// `npm run fuzz -- --runs N`: tries N random texts in all, in workers that are watched: one that hangs on a
// text, or takes more memory than it may, is ended and its text told. See CONTRIBUTING.md.

import { availableParallelism } from 'node:os';
import { mkdir, rm } from 'node:fs/promises';
import { clearInterval, setInterval } from 'node:timers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';

/** How often each kind of texts comes among all of them. */
const weights = { noise: 4, bytes: 3, words: 4, changed: 2, sound: 1, wild: 1, spread: 1 };
/** A batch is of one kind; small runs have small ones, so that all kinds come. */
const mostOfBatch = 1000;
const fewestBatches = 64;
const secondsForText = 10;
/** What the objects of a worker may take. */
const megabytesOfWorker = 512;
const longestText = 100_000;
/** After so long nothing computes any more. */
const secondsWithoutNews = 300;

const usage = `npm run fuzz -- [--runs N] [--workers N] [--seed N] [--kind ${Object.keys(weights).join('|')}] [--keep-going]`;
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = `${root}.tmp/fuzz-${process.pid}`;

function readOptions() {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '20000' },
      workers: { type: 'string', default: String(Math.max(1, availableParallelism() - 1)) },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      kind: { type: 'string' },
      'keep-going': { type: 'boolean', default: false },
    },
  });
  const [runs, workers, seed] = [values.runs, values.workers, values.seed].map(Number);
  const isCount = [runs, workers].every((count) => Number.isInteger(count) && count > 0);
  if (!isCount || !Number.isInteger(seed)) throw new Error('runs, workers and the seed are whole numbers');
  if (values.kind !== undefined && !Object.hasOwn(weights, values.kind))
    throw new Error(`there is no kind ${values.kind}`);
  return { runs, workers, seed, kind: values.kind, keepGoing: values['keep-going'] };
}

/** All runs, in batches; each has a seed of its own, which the order of workers does not change. */
function batchesOf({ runs, seed, kind }) {
  const kinds = kind === undefined ? Object.entries(weights) : [[kind, 1]];
  const order = kinds.flatMap(([name, weight]) => Array(weight).fill(name));
  const size = kind === undefined ? Math.min(mostOfBatch, Math.ceil(runs / fewestBatches)) : mostOfBatch;
  return Array.from({ length: Math.ceil(runs / size) }, (_, index) => ({
    kind: order[index % order.length],
    seed: (seed + index * 0x9e37_79b1) | 0,
    runs: Math.min(size, runs - index * size),
  }));
}

async function bundle() {
  const outfile = `${folder}/worker.mjs`;
  await mkdir(folder, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['test/fuzz/worker.ts'],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    sourcemap: 'inline',
    // The golden texts are looked for beside the module that reads them.
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(`${root}test/check/golden-text.ts`).href) },
    logLevel: 'warning',
  });
  return outfile;
}

/** One worker with the batch that it is at, begun anew where it had to be ended. */
class Lane {
  constructor(file, lanes, report) {
    this.file = file;
    this.lanes = lanes;
    this.report = report;
    this.shared = new SharedArrayBuffer(8 + 2 * longestText);
    this.state = new Int32Array(this.shared, 0, 2);
  }

  /** Resolves when the batch is done, or has ended the worker. */
  async run(batch) {
    this.worker ??= this.start();
    const began = this.state[0];
    const outcome = await new Promise((resolve) => {
      const watch = this.watch(resolve);
      this.settle = (found) => {
        clearInterval(watch);
        resolve(found);
      };
      this.worker.postMessage(batch);
    });
    this.report(batch, { runs: this.state[0] - began, ...outcome });
  }

  start() {
    const worker = new Worker(this.file, {
      workerData: { shared: this.shared },
      execArgv: ['--enable-source-maps'],
      resourceLimits: { maxOldGenerationSizeMb: megabytesOfWorker },
    });
    worker.on('message', (outcome) => this.settle(outcome));
    worker.on('error', (error) => this.died(error.stack ?? String(error)));
    worker.on('exit', (code) => code !== 0 && this.died(`the worker ended with status ${code}`));
    return worker;
  }

  /** Ends the worker when it has computed too long on one text; where others use the machine that takes longer. */
  watch() {
    let [seen, since] = [-1, clocks()];
    return setInterval(() => {
      const now = clocks();
      if (this.state[0] !== seen) [seen, since] = [this.state[0], now];
      else if (
        (now.computed - since.computed) / this.lanes > secondsForText ||
        now.passed - since.passed > secondsWithoutNews
      )
        this.died(`took more than ${secondsForText} seconds`);
    }, 500);
  }

  died(reason) {
    const { worker } = this;
    this.worker = undefined;
    if (worker === undefined) return;
    void worker.terminate();
    this.settle({ failure: { text: JSON.stringify(this.text), reason } });
  }

  /** The one that the worker is at. */
  get text() {
    return String.fromCharCode(...new Uint16Array(this.shared, 8, this.state[1]));
  }

  async end() {
    const { worker } = this;
    this.worker = undefined;
    await worker?.terminate();
  }
}

/** Seconds that all workers together have computed, and that have passed. */
function clocks() {
  const { user, system } = process.cpuUsage();
  return { computed: (user + system) / 1e6, passed: performance.now() / 1e3 };
}

class Tally {
  runs = 0;
  failures = [];
  kinds = new Map();
  began = performance.now();

  add({ kind, seed }, { runs, whole = 0, milliseconds = 0, slowest = 0, slowestText = '', failure }) {
    this.runs += runs;
    const before = this.kinds.get(kind) ?? {
      runs: 0,
      whole: 0,
      milliseconds: 0,
      slowest: 0,
      slowestText: '',
    };
    const isSlower = slowest > before.slowest;
    this.kinds.set(kind, {
      runs: before.runs + runs,
      whole: before.whole + whole,
      milliseconds: before.milliseconds + milliseconds,
      slowest: isSlower ? slowest : before.slowest,
      slowestText: isSlower ? slowestText : before.slowestText,
    });
    if (failure === undefined) return;
    this.failures.push({ kind, seed, ...failure });
    const again = `npm run fuzz -- --kind ${kind} --seed=${seed} --runs ${mostOfBatch}`;
    console.log(
      `\nFAILED: ${kind}\n${failure.reason}\nthe shortest text:\n${failure.text}\nagain: ${again}\n`,
    );
  }

  get seconds() {
    return (performance.now() - this.began) / 1000;
  }

  get megabytes() {
    return Math.round(process.resourceUsage().maxRSS / 1024);
  }

  progress(wanted) {
    const rate = Math.round(this.runs / this.seconds);
    console.log(
      `${this.runs} of ${wanted} runs, ${rate} a second, ${this.failures.length} failures, at most ${this.megabytes} MB`,
    );
  }

  summary() {
    for (const [kind, { runs, whole, milliseconds, slowest, slowestText }] of this.kinds) {
      const each = `${(milliseconds / runs).toFixed(2)} ms each, the slowest ${slowest.toFixed(0)} ms`;
      console.log(
        `${kind.padEnd(8)} ${runs} runs, ${each}, ${((100 * whole) / runs).toFixed(0)} % whole networks`,
      );
      if (slowest > 1000) console.log(`  slowest: ${slowestText}`);
    }
    console.log(
      `${this.runs} runs in ${this.seconds.toFixed(0)} s, ${this.failures.length} failures, at most ${this.megabytes} MB`,
    );
  }
}

async function fuzz(options) {
  const file = await bundle();
  const batches = batchesOf(options);
  const tally = new Tally();
  const lanes = Array.from(
    { length: options.workers },
    () => new Lane(file, options.workers, (batch, outcome) => tally.add(batch, outcome)),
  );
  const progress = setInterval(() => tally.progress(options.runs), 10_000);
  const drain = async (lane) => {
    while (batches.length > 0 && (options.keepGoing || tally.failures.length === 0))
      await lane.run(batches.shift());
    await lane.end();
  };
  await Promise.all(lanes.map(drain));
  clearInterval(progress);
  tally.summary();
  return tally.failures.length === 0 ? 0 : 1;
}

try {
  const options = readOptions();
  process.chdir(root);
  console.log(
    `${options.runs} runs with seed ${options.seed} in ${options.workers} workers of ${megabytesOfWorker} MB`,
  );
  process.exitCode = await fuzz(options);
} catch (error) {
  console.error(`${error.message}\n${usage}`);
  process.exitCode = 2;
} finally {
  await rm(folder, { recursive: true, force: true });
}
