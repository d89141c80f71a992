// The bundle's own lodash against the original, on the kinds of values that Chevrotain has.

import { describe, expect, it } from 'vitest';

type Table = Record<string, (...input: unknown[]) => unknown>;
// Neither has types: the original is Chevrotain's dependency, our own is a script of the build.
const places = ['lodash-es', new URL('../../scripts/lodash.mjs', import.meta.url).href];
const [theirs, ours] = await Promise.all(places.map((place) => import(place) as Promise<Table>));

class Rule {
  name = 'rule';
  parts = [1, 2];
}

const numbers = [3, 0, 1, 1, 2];
const nested = [[1, 2], [], [[3]]];
const record = { a: 1, b: 0, c: 3 };
const rules = [new Rule(), { name: 'other', parts: [] }];
const isOdd = (value: unknown): boolean => Number(value) % 2 === 1;
const withPlace = (value: unknown, place: unknown): string => `${String(value)}@${String(place)}`;
const parity = (value: unknown): string => (isOdd(value) ? 'odd' : 'even');

const inputs: Record<string, unknown[][]> = {
  assign: [[{ a: 1 }, { b: 2 }, { a: 3 }]],
  clone: [[numbers], [record], [new Rule()], ['text'], [7], [undefined]],
  compact: [[[0, 1, '', undefined, 'a', null]]],
  defaults: [[{ a: 1, b: undefined }, { b: 2 }, { b: 3, c: 4 }]],
  difference: [[numbers, [1, 9]]],
  drop: [[numbers], [numbers, 3], [[]], [numbers, 9]],
  dropRight: [[numbers], [numbers, 3], [[]], [numbers, 9]],
  every: [
    [record, (_: unknown, key: unknown) => key !== 'd'],
    [numbers, isOdd],
    [record, isOdd],
    [[], isOdd],
  ],
  filter: [
    [numbers, isOdd],
    [record, isOdd],
  ],
  find: [
    [numbers, isOdd],
    [record, isOdd],
    [[], isOdd],
  ],
  first: [[numbers], [[]], [undefined]],
  flatMap: [
    [nested, (part: unknown) => part],
    [record, withPlace],
  ],
  flatten: [[nested]],
  groupBy: [
    [numbers, parity],
    [record, parity],
  ],
  has: [
    [record, 'a'],
    [record, 'toString'],
    [null, 'a'],
    [undefined, 'a'],
  ],
  identity: [[record]],
  includes: [
    [numbers, 1],
    [numbers, 9],
    [record, 3],
  ],
  indexOf: [
    [numbers, 1],
    [numbers, 9],
  ],
  isArray: [[numbers], [record]],
  isEmpty: [[[]], [{}], [''], [numbers], [record], ['a'], [undefined], [null], [5]],
  isFunction: [[isOdd], [record]],
  isObject: [[record], [numbers], [isOdd], [null], ['a']],
  isRegExp: [[/a/], ['a']],
  isString: [['a'], [1]],
  isUndefined: [[undefined], [null]],
  keys: [[record], [[]]],
  last: [[numbers], [[]], [undefined]],
  map: [
    [numbers, withPlace],
    [record, withPlace],
    [rules, 'name'],
    [undefined, isOdd],
  ],
  noop: [[1]],
  pickBy: [[record, isOdd]],
  reduce: [
    [numbers, (sum: number, value: number) => sum + value, 10],
    [record, (all: string, value: number, key: string) => `${all}${key}${value}`, ''],
  ],
  reject: [
    [numbers, isOdd],
    [record, isOdd],
  ],
  some: [
    [record, (_: unknown, key: unknown) => key === 'b'],
    [numbers, isOdd],
    [record, isOdd],
    [[], isOdd],
  ],
  uniq: [[numbers]],
  upperFirst: [['name'], ['']],
  values: [[record], [undefined], [numbers]],
};

describe('lodash in the bundle', () => {
  it.each(Object.entries(inputs))('%s', (name, cases) => {
    for (const input of cases) {
      const expected = theirs[name](...freshly(input));
      expect(ours[name](...freshly(input))).toEqual(expected);
    }
  });

  it('visits in order and stops at false', () => {
    for (const collection of [numbers, record]) {
      const visits = [ours, theirs].map(({ forEach }) => {
        const seen: unknown[] = [];
        forEach(collection, (value: unknown, key: unknown) => seen.push([key, value]) < 3);
        return seen;
      });
      expect(visits[0]).toEqual(visits[1]);
    }
  });

  it('covers every function', () => {
    expect([...Object.keys(inputs), 'forEach'].sort()).toEqual(Object.keys(ours).sort());
  });
});

/** Some functions change their first argument. */
function freshly(input: unknown[]): unknown[] {
  const [first, ...rest] = input;
  const isRecord =
    first !== null && typeof first === 'object' && Object.getPrototypeOf(first) === Object.prototype;
  return [isRecord ? { ...first } : first, ...rest];
}
