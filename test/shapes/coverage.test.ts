// What windows see, counted pixel by pixel.

import { expect, it } from 'vitest';
import { coverageOf, type Coverage } from '../../compiler/shapes/coverage.js';
import { outputSize, type AxisWindow } from '../../compiler/shapes/window.js';
import { Random } from '../../runtime/random.js';
import { fits, mistakes, randomWindow } from './random-windows.js';

/** Walks every window and every tap. */
function walked({ size, kernel, stride, dilation, padding }: AxisWindow, output: number): Coverage {
  const seen = new Set<number>();
  let emptyWindows = 0;
  for (let i = 0; i < output; i++) {
    const start = i * stride - padding.before;
    const end = start + dilation * (kernel - 1);
    if (end < 0 || start >= size) emptyWindows++;
    for (let tap = 0; tap < kernel; tap++) seen.add(start + dilation * tap);
  }
  const last = (output - 1) * stride - padding.before + dilation * (kernel - 1);
  const unseen = Array.from({ length: size }, (_, pixel) => pixel).filter((pixel) => !seen.has(pixel));
  const unseenAtEnd = unseen.filter((pixel) => pixel > last).length;
  const unusedPadding = size + padding.after - 1 - last - unseenAtEnd;
  return { unseenAtEnd, unseenBetween: unseen.length - unseenAtEnd, unusedPadding, emptyWindows };
}

it('is what a walk over every window finds', () => {
  const random = new Random(31);
  let between = 0;
  const wrong = mistakes(20_000, () => {
    const axis = randomWindow(random, { size: 40, kernel: 6, stride: 7, dilation: 7, padding: 20 });
    if (!fits(axis)) return undefined;
    const output = outputSize(axis);
    const ours = coverageOf(axis, output);
    if (ours.unseenBetween > 0) between++;
    const theirs = walked(axis, output);
    return JSON.stringify(ours) === JSON.stringify(theirs)
      ? undefined
      : JSON.stringify({ axis, ours, theirs });
  });
  expect(wrong).toEqual([]);
  expect(between).toBeGreaterThan(1000);
});
