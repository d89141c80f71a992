// Texts at the limits of what is checked, or past them: all take seconds at most, and time that grows
// with their length alone.

import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/index.js';
import { longestText } from '../../grammar/lexer.js';
import { expectPromises } from './properties.js';

function codes(text: string): string[] {
  return [...new Set(expectPromises(text).diagnostics.map(({ code }) => code))];
}

/** Each level is a call, an `if`, a `repeat` and a branch. */
const deepMixture =
  'block A(n) { if n > 0 { repeat 1 { add <A (n - 1) | identity> } } else { conv 1 1x1 } }\ninput 4x4x1\n';

function names(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `v${i}x`);
}

function named(count: number): string {
  return names(count)
    .map((name) => `relu as ${name}\n`)
    .join('');
}

/** Calls when about this share of the stack is in use. */
function withStackUsed<T>(share: number, call: () => T): T {
  let deepest = 0;
  const dig = (depth: number): T | undefined => {
    deepest = depth;
    return dig(depth + 1) ?? undefined;
  };
  expect(() => dig(0)).toThrow(RangeError);
  const down = (left: number): T => (left === 0 ? call() : down(left - 1));
  return down(Math.floor(deepest * share));
}

describe('networks that grow', () => {
  const generous = 20_000;

  it.each([
    ['a block that calls itself', 'block A { relu; A }\ninput 4x4x1\nA\n'],
    ['a block that calls itself twice', 'block A { A; A }\ninput 4x4x1\nA\n'],
    ['a block that calls itself in branches', 'block A { concat <A | A> }\ninput 4x4x1\nA\n'],
    ['blocks in a circle', 'block A { B }\nblock B { C }\nblock C { A }\ninput 4x4x1\nA\n'],
    ['a recursion that doubles', 'block A(n) { if n > 0 { A (n - 1); A (n - 1) } }\ninput 4x4x1\nA 60\n'],
    ['a billion rounds of nothing', 'input 4\nrepeat 1e9 {}\n'],
    ['repeats in repeats', 'input 4\nrepeat 1e6 { repeat 1e6 { repeat 1e6 { relu } } }\n'],
    ['a repeat in a branch', 'input 4x4x1\nconcat <relu | repeat 1e9 { relu } | covn>\nconv 1 9x9\n'],
    ['branches, bodies and calls 204 deep', `${deepMixture}A 51\n`],
    ['a default that grows', 'block A(n, m = n * n) { A m }\ninput 4\nA 2\n'],
  ])(
    '%s: one mistake',
    (_, text) => {
      expect(expectPromises(text).diagnostics.map(({ code }) => code)).toEqual(['CNN212']);
    },
    generous,
  );

  it.each([
    [
      'a tree of 2^17 layers',
      'block A(n) { if n == 0 { relu } else { A (n - 1); A (n - 1) } }\ninput 4\nA 17\n',
      131_073,
    ],
    ['branches, bodies and calls 196 deep', `${deepMixture}A 49\n`, 2],
    [
      'an `if` of 20,000 cases',
      `input 4\nif 0 { relu }${' else if 0 { relu }'.repeat(20_000)} else { tanh }\n`,
      2,
    ],
    [
      '20,000 blocks',
      `${Array.from({ length: 20_000 }, (_, i) => `block B${i}x { relu }\n`).join('')}input 4\nB7x\n`,
      2,
    ],
    [
      '20,000 parameters',
      `block B(${Array.from({ length: 20_000 }, (_, i) => `p${i}x = 1`).join(', ')}) { relu }\ninput 4\nB\n`,
      2,
    ],
    ['10,000 named values', `input 4x4x1\n${named(10_000)}concat <${names(10_000).join(' | ')}>\n`, 10_002],
    ['10,000 outputs', `input 4x4x1\n${named(10_000)}output ${names(10_000).join(', ')}\n`, 10_001],
  ])(
    '%s: fine',
    (_, text, count) => {
      const { diagnostics, model } = expectPromises(text);
      expect(diagnostics).toEqual([]);
      expect(model.layers).toHaveLength(count);
    },
    3 * generous,
  );

  it(
    'a mistake in 5,000 rounds is one mistake',
    () => {
      const { diagnostics } = expectPromises('input 4x4x1\nrepeat 5k { conv 8 9x9\n-> 4x4x1 }\n');
      expect(diagnostics.map(({ notes }) => notes.at(-1))).toEqual([
        'and at least 2000 times more, in other calls or rounds',
      ]);
    },
    generous,
  );

  it('with little stack left nothing is thrown', () => {
    for (const share of [0.3, 0.5, 0.7]) {
      const { diagnostics } = withStackUsed(share, () => compile(`${deepMixture}A 49\n`));
      expect(diagnostics.every(({ code }) => code === 'CNN212' || code === 'CNN108')).toBe(true);
    }
  });
});

describe('one line of 4 MB', () => {
  it.each([
    ['letters', 'x'],
    ['digits', '1'],
    ['signs of papers', '×'],
    ['NUL', '\0'],
    ['lone surrogates', '\ud800'],
    ['quotation marks', '"'],
    ['escapes', '"\\'],
    ['comment signs', '#'],
  ])('%s', (_, unit) => {
    expectPromises(unit.repeat(longestText / unit.length));
  });

  it('one character more is refused', () => {
    expect(codes(' '.repeat(longestText + 1))).toEqual(['CNN109']);
  });
});
