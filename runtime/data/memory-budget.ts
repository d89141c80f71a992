// How much memory decoded pictures may take.

import { totalmem } from 'node:os';

const mostBytes = 2 ** 30;

/** Of what this process may use: the rest is for the engine, the batches and other programs. */
const share = 0.25;

/** What the machine has, or what a container allows. */
function usableBytes(): number {
  const allowed = process.constrainedMemory();
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
}

export function memoryBudget(): number {
  return Math.min(mostBytes, share * usableBytes());
}
