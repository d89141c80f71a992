// What `--set NAME=VALUES` of a sweep means, and what is refused.

import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { axisOf } from '../../cli/sweep/axis-text.js';
import { checkNames } from '../../cli/sweep/names.js';
import { Failure } from '../../runtime/failure.js';
import { gridValues, steppedValues } from '../../runtime/sweep/axis.js';

const valuesOf = (values: string): readonly number[] => gridValues(axisOf({ name: 'maps', values }));

describe('values', () => {
  it.each([
    ['8', [8]],
    ['8,16,32', [8, 16, 32]],
    ['40%, 0.5,1e-3,65k', [0.4, 0.5, 0.001, 65_000]],
    ['0..0.6..0.1', [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6]],
    ['0..1..0.3', [0, 0.3, 0.6, 0.9]],
    ['0..60%..20%', [0, 0.2, 0.4, 0.6]],
    ['1e-7..5e-7..2e-7', [1e-7, 3e-7, 5e-7]],
    ['-1..1..1', [-1, 0, 1]],
    ['1..3', [1, 2, 3]],
    ['3..3..1', [3]],
    ['1,4..6..1', [1, 4, 5, 6]],
  ])('%s', (text, expected) => {
    expect(valuesOf(text)).toEqual(expected);
  });

  it('of a range are what a person would write', () => {
    const thousandths = fc.integer({ min: 0, max: 2000 });
    fc.assert(
      fc.property(thousandths, fc.integer({ min: 1, max: 50 }), (from, step) => {
        const values = steppedValues(from / 1000, (from + 5 * step) / 1000, step / 1000);
        expect(values).toEqual([0, 1, 2, 3, 4, 5].map((at) => (from + at * step) / 1000));
      }),
    );
  });
});

describe('what is refused', () => {
  it.each([
    ['', 'cannot be an empty place', '8,16,32'],
    ['8,,32', 'cannot be an empty place', '8,16,32'],
    ['many', 'cannot be "many", which is not a number', '0..0.6..0.1'],
    ['1e999', 'cannot be "1e999"', '65k'],
    ['8,8', 'has 8 twice', 'leave one out'],
    ['0..0.6..0', 'the step of maps=0..0.6..0 is 0', 'above 0'],
    ['0..1..-0.1', 'is -0.1', 'above 0'],
    ['6..1..1', 'the range maps=6..1..1 is empty', 'maps=1..6..1'],
    ['1..2..3..4', 'is no range', 'from..to..step'],
    ['1..5,8', 'without its step', '1..5..1'],
    ['0..0.6', 'a grid cannot have all numbers from 0 to 0.6', 'maps=0..0.6..0.1'],
    ['1e-4..1e-1..log', 'a grid cannot have all numbers', '--random'],
    ['0..1..log', 'cannot be drawn by size', 'above 0'],
    ['0..1e9..1', 'has 1,000,000,001 values', 'larger steps'],
    ['0..1..1e-300', 'has 1.00e+300 values', 'larger steps'],
    ['1..1000000', 'has 1,000,000 values', 'at random'],
  ])('%s', (text, message, remedy) => {
    const failure = failureOf(() => valuesOf(text));
    expect(failure.message).toContain(message);
    expect(failure.remedy).toContain(remedy);
  });
});

describe('a name that means nothing', () => {
  const text = { name: 'small.cnn', text: 'param maps = 8\nparam kernel = 3\n' };
  const check = (name: string, values: string): void => checkNames([axisOf({ name, values })], [text]);

  it.each([
    ['kernal', '3', 'declares no param `kernal`', 'did you mean `kernel`?'],
    ['conv', '3', '`conv` is a layer', 'maps, kernel, batch, epochs, seed'],
    ['lr', '0.1,1', 'declares no param `lr`', 'declare it, `param lr = ...`'],
    ['epochs', '0,1', 'epochs cannot be 0', '1 or more'],
    ['batch', '0.5..2', 'batch cannot be 0.5', 'whole number'],
  ])('%s=%s', (name, values, message, remedy) => {
    const failure = failureOf(() => check(name, values));
    expect(failure.message).toContain(message);
    expect(failure.remedy).toContain(remedy);
  });

  it('is none where it is a param or a flag of train', () => {
    for (const name of ['maps', 'kernel', 'batch', 'epochs', 'seed'])
      expect(() => check(name, '1')).not.toThrow();
  });
});

function failureOf(work: () => unknown): Failure {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
