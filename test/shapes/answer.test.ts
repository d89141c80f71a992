// Whatever is asked: what an answer shows holds, and nothing else is shown.

import { describe, expect, it } from 'vitest';
import { answer, type Answer } from '../../compiler/shapes/answer.js';
import type { Interval } from '../../compiler/shapes/interval.js';
import { quantities, unknownsOf, type PlacedAxis, type Question } from '../../compiler/shapes/question.js';
import { reasonsFor } from '../../compiler/shapes/reason.js';
import { outputSize, samePadding } from '../../compiler/shapes/window.js';
import { Random } from '../../runtime/random.js';
import { mistakes, randomPadding, whole } from './random-windows.js';

function randomQuestion(random: Random): Question {
  const most = whole(random, 0, 1) === 0 ? 9 : 60;
  const padding = whole(random, 0, 2) === 0 ? 'same' : randomPadding(random, 8);
  const open = new Set([quantities[whole(random, 0, 5)], quantities[whole(random, 0, 5)]]);
  if (whole(random, 0, 4) === 0) open.clear();
  const number = (): number => whole(random, 1, most);
  const numbers = {
    size: number(),
    kernel: number(),
    stride: number(),
    dilation: number(),
    output: number(),
  };
  const asked = [...open].map((quantity) => [quantity, undefined]);
  return { ...numbers, padding, ...Object.fromEntries(asked) };
}

/** The window is what it says, and differs from the question in no number but these. */
function agrees(window: PlacedAxis, question: Question, but: readonly string[]): boolean {
  const { size, kernel, stride, dilation, padding } = window;
  const same = samePadding(size, kernel, stride, dilation);
  const wanted = question.padding === 'same' ? same : question.padding;
  const isPadded =
    wanted === undefined ||
    but.includes('padding') ||
    (wanted.before === padding.before && wanted.after === padding.after);
  const others = quantities.filter((quantity) => quantity !== 'padding' && !but.includes(quantity));
  const isAsked = others.every((quantity) =>
    [undefined, window[quantity]].includes(question[quantity] as number),
  );
  return isPadded && isAsked && outputSize(window) === window.output && window.output >= 1;
}

/** Numbers of the text, such as NaN, that no sentence may hold. */
const broken = /NaN|Infinity|undefined|(?<![)\d] )-\d/;

function isSound(question: Question, { unknowns, values, rows, nearby }: Answer): boolean {
  const isBounded = (interval: Interval | undefined): boolean =>
    interval === undefined || (Number.isInteger(interval.least) && interval.least <= interval.most);
  return (
    rows.every((row) => agrees(row.window, question, []) && isBounded(row.values)) &&
    rows.length <= 10 &&
    (rows.length === 0 || nearby.length === 0) &&
    (unknowns.length === 0 ||
      nearby.every(({ changed, window }) =>
        agrees(window, { ...question, stride: undefined }, [changed, 'output', 'padding']),
      )) &&
    (unknowns.length > 0 || nearby.every(({ changed, window }) => agrees(window, question, [changed]))) &&
    (unknowns.length !== 1 || (values !== undefined) === rows.length > 0) &&
    (unknowns.length !== 1 || !broken.test(reasonsFor(unknowns[0], question).join(' ')))
  );
}

describe('an answer', () => {
  it('shows only windows that do what was asked, whatever was', () => {
    const random = new Random(41);
    const found = { rows: 0, nearby: 0, neither: 0 };
    const wrong = mistakes(10_000, () => {
      const question = randomQuestion(random);
      const given = answer(question);
      if (given.rows.length > 0) found.rows++;
      else if (given.nearby.length > 0) found.nearby++;
      else found.neither++;
      return isSound(question, given) ? undefined : JSON.stringify({ question, given });
    });
    expect(wrong).toEqual([]);
    expect(found.rows).toBeGreaterThan(1000);
    expect(found.nearby).toBeGreaterThan(1000);
    expect(found.neither).toBe(0);
  });

  it('lists all values of a few, and of many the ends and the usual ones', () => {
    const kernels = answer({
      size: 99,
      kernel: undefined,
      stride: 50,
      dilation: 1,
      padding: { before: 0, after: 0 },
      output: 1,
    });
    expect(kernels.values).toEqual({ least: 50, most: 99 });
    expect(kernels.rows.map(({ window }) => window.kernel)).toEqual([50, 99]);
  });

  it('knows what it asks', () => {
    const question = {
      size: 4,
      kernel: undefined,
      stride: 1,
      dilation: 1,
      padding: 'same',
      output: undefined,
    } as const;
    expect(unknownsOf(question)).toEqual(['kernel', 'output']);
    expect(answer(question).rows.every(({ window }) => window.output === 4)).toBe(true);
  });
});
