// Random windows on one axis, from a seed, and the words in which a failing one is shown.

import type { Padding } from '../../compiler/graph/ops.js';
import { reach, type AxisWindow, type UnpaddedAxis } from '../../compiler/shapes/window.js';
import type { Random } from '../../runtime/random.js';

export interface Bounds {
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  /** Of one side. */
  readonly padding: number;
}

/** least ≤ n ≤ most */
export function whole(random: Random, least: number, most: number): number {
  return least + (random.next() % (most - least + 1));
}

export function randomAxis(random: Random, most: Bounds): UnpaddedAxis {
  return {
    size: whole(random, 1, most.size),
    kernel: whole(random, 1, most.kernel),
    stride: whole(random, 1, most.stride),
    dilation: whole(random, 1, most.dilation),
  };
}

export function randomPadding(random: Random, most: number): Padding {
  return { before: whole(random, 0, most), after: whole(random, 0, most) };
}

export function randomWindow(random: Random, most: Bounds): AxisWindow {
  return { ...randomAxis(random, most), padding: randomPadding(random, most.padding) };
}

/** Whether one window at least lies on the padded map: said without the rule under test. */
export function fits({ size, kernel, dilation, padding }: AxisWindow): boolean {
  return size + padding.before + padding.after >= reach(kernel, dilation);
}

/** The mistakes of so many cases; each case says what is wrong with it, or nothing. */
export function mistakes(count: number, check: () => string | undefined): string[] {
  const found: string[] = [];
  for (let i = 0; i < count && found.length < 5; i++) {
    const mistake = check();
    if (mistake !== undefined) found.push(mistake);
  }
  return found;
}
