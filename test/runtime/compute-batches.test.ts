// The engine never waits for a batch that could have been made while it computed the one before.

import { describe, expect, it } from 'vitest';
import { computeBatches } from '../../runtime/compute-batches.js';
import type { Batch } from '../../runtime/data/batches.js';

const empty = { shape: [0], data: new Float32Array(0) };

async function* numbered(count: number, log: string[]): AsyncGenerator<Batch> {
  for (let size = 1; size <= count; size++) {
    log.push(`make ${size}`);
    yield { size, images: empty, target: empty, labels: new Float32Array(0) };
  }
}

describe('computing batches', () => {
  it('makes the next batch while one is computed', async () => {
    const log: string[] = [];
    const compute = async ({ size }: Batch): Promise<number> => {
      log.push(`start ${size}`);
      await Promise.resolve();
      log.push(`end ${size}`);
      return size;
    };
    for await (const { batch, result } of computeBatches(numbered(3, log), compute)) {
      expect(result).toBe(batch.size);
      log.push(`use ${result}`);
    }
    const order =
      'make 1, start 1, make 2, end 1, use 1, start 2, make 3, end 2, use 2, start 3, end 3, use 3';
    expect(log.join(', ')).toBe(order);
  });

  it('starts nothing more once its receiver ends', async () => {
    const log: string[] = [];
    const compute = ({ size }: Batch): Promise<number> => Promise.resolve(log.push(`start ${size}`));
    for await (const { batch } of computeBatches(numbered(9, log), compute)) if (batch.size === 2) break;
    expect(log.filter((line) => line.startsWith('start'))).toEqual(['start 1', 'start 2']);
  });

  it('lets timers fire between batches', async () => {
    let fired = false;
    setTimeout(() => (fired = true), 0);
    const deadline = performance.now() + 5000;
    const endless = numbered(Infinity, []);
    for await (const _ of computeBatches(endless, () => Promise.resolve(0))) {
      if (fired || performance.now() > deadline) break;
    }
    expect(fired).toBe(true);
  });

  it('passes on what the engine throws', async () => {
    const failing = computeBatches(numbered(2, []), () => Promise.reject(new Error('engine')));
    await expect(failing.next()).rejects.toThrow('engine');
  });
});
