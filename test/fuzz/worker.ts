// A worker of `npm run fuzz`: tries batches of texts, and keeps the one that it is at where the other side can
// read it if this side hangs or dies.

import { parentPort, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import { kinds, tryDraft, written, type Draft } from './kinds.js';

export interface Batch {
  readonly kind: string;
  readonly seed: number;
  readonly runs: number;
}

export interface Failure {
  readonly text: string;
  readonly reason: string;
}

export interface Outcome {
  readonly whole: number;
  readonly milliseconds: number;
  readonly slowest: number;
  readonly slowestText: string;
  readonly failure: Failure | undefined;
}

const { shared } = workerData as { readonly shared: SharedArrayBuffer };
/** How many texts have been begun, and the length of the one that is tried. */
const state = new Int32Array(shared, 0, 2);
const current = new Uint16Array(shared, 8);

function show(draft: Draft): void {
  const text = typeof draft === 'string' ? draft : written(draft);
  const length = Math.min(text.length, current.length);
  for (let i = 0; i < length; i++) current[i] = text.charCodeAt(i);
  state[1] = length;
  Atomics.add(state, 0, 1);
}

/** Of 720 draws each leaves out other dear promises; draw 0 none. */
const draws = fc.noBias(fc.nat(719));

async function run({ kind, seed, runs }: Batch): Promise<Outcome> {
  let [whole, slowest, slowestText] = [0, 0, ''];
  const start = performance.now();
  const property = fc.asyncProperty(kinds[kind], draws, async (draft, draw) => {
    show(draft);
    const began = performance.now();
    if (await tryDraft(draft, draw)) whole++;
    const took = performance.now() - began;
    if (took > slowest) [slowest, slowestText] = [took, written(draft)];
  });
  const { counterexample, errorInstance } = await fc.check(property, { seed, numRuns: runs });
  const milliseconds = performance.now() - start;
  const failure = counterexample && { text: written(counterexample[0]), reason: reasonOf(errorInstance) };
  return { whole, milliseconds, slowest, slowestText, failure: failure ?? undefined };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

parentPort?.on('message', (batch: Batch) => {
  void run(batch).then((outcome) => parentPort?.postMessage(outcome));
});
