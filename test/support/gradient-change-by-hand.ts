// What clipping and the penalty do to a step, computed by hand; for every engine that computes in float32.

import { expect, it } from 'vitest';
import type { GradientClip } from '../../compiler/graph/graph.js';
import type { Engine } from '../../runtime/engine.js';
import { steppedWeights } from './two-weights.js';

const norm = (limit: number): GradientClip => ({ kind: 'norm', limit });
const value = (limit: number): GradientClip => ({ kind: 'value', limit });

/** Registers the cases, for the engine that this opens. */
export function changesGradientsByHand(open: () => Promise<Engine>): void {
  const step = async (...[from, error, choice]: Tail<Parameters<typeof steppedWeights>>) => {
    const after = await steppedWeights(await open(), from, error, choice);
    return after.map((weight) => Math.round(weight * 1e5) / 1e5 + 0);
  };

  it('shortens the gradient (3, 4), of length 5, to the limit', async () => {
    expect(await step([0, 0], 1, { clip: norm(1) })).toEqual([-0.6, -0.8]);
    expect(await step([0, 0], 1, { clip: norm(5) })).toEqual([-3, -4]);
    expect(await step([0, 0], 1, { clip: norm(6) })).toEqual([-3, -4]);
    expect(await step([0, 0], 0, { clip: norm(1) })).toEqual([0, 0]);
  });

  it('holds each number of it', async () => {
    expect(await step([0, 0], 1, { clip: value(3.5) })).toEqual([-3, -3.5]);
    expect(await step([0, 0], -1, { clip: value(2) })).toEqual([2, 2]);
  });

  it('adds the penalty first', async () => {
    // (3, 4) + 0.5 · (6, −8) is (6, 0)
    expect(await step([6, -8], 1, { l2: 0.5 })).toEqual([0, -8]);
    expect(await step([6, -8], 1, { l2: 0.5, clip: norm(2) })).toEqual([4, -8]);
    expect(await step([6, -8], 1, { l2: 0.5, clip: value(5) })).toEqual([1, -8]);
  });

  it.each([
    ['shortened', norm(1)],
    ['held', value(1)],
  ])('shows a gradient of NaN where it is %s', async (_, clip) => {
    expect(await step([0, 0], NaN, { clip })).toEqual([NaN, NaN]);
  });

  it('shows a length beyond float32', async () => {
    // The squares of (3e20, 4e20) have no number in float32.
    expect(await step([0, 0], 1e20, { clip: norm(1) })).toEqual([NaN, NaN]);
  });
}

type Tail<List extends readonly unknown[]> = List extends readonly [unknown, ...infer Rest] ? Rest : never;
