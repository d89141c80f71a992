// Texts that are large, deep or odd on purpose: all take seconds at most, and time that grows with
// their length alone.

import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/index.js';
import type { ReadFile } from '../../compiler/read-file.js';
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

describe('large networks', () => {
  it('10,000 layers check', () => {
    const { diagnostics, model } = expectPromises(
      `input 28x28x1\n${'conv 4 3x3 same relu\n'.repeat(10_000)}`,
    );
    expect(diagnostics).toEqual([]);
    expect(model.layers.at(-1)?.name).toBe('conv10000');
  });

  it('10,000 branches join', () => {
    const { model } = expectPromises(
      `input 4x4x1\nconcat <${Array(10_000).fill('conv 1 1x1').join(' | ')}>\n`,
    );
    expect(model.outputs).toEqual([{ name: 'output', shape: [4, 4, 10_000] }]);
  });

  it('10,000 branches that do not agree are one mistake', () => {
    const branches = Array.from({ length: 10_000 }, (_, i) => `conv 1 ${(i % 3) + 1}`).join(' | ');
    expect(expectPromises(`input 4x4x1\nconcat <${branches}>\n`).diagnostics).toHaveLength(1);
  });

  it.each([
    ['a sum', `param n = ${Array(10_000).fill('1').join(' + ')}`],
    ['a power', `param n = 1${' ^ 1'.repeat(10_000)} * 10000`],
    ['signs', `param n = ${'- '.repeat(10_000)}10000`],
    ['a maximum', `param n = max(${Array.from({ length: 150_000 }, () => '1').join(', ')}, 10000)`],
  ])('%s of very many terms has its value', (_, param) => {
    const { diagnostics, model } = expectPromises(`${param}\ninput 2\ndense n\n`);
    expect(diagnostics).toEqual([]);
    expect(model.outputs[0].shape).toEqual([10_000]);
  });
});

describe('many mistakes', () => {
  it.each([
    ['layers that do not exist', 'covn 8 3x3 same relu\n', 'CNN201'],
    ['windows that do not fit', 'conv 8 30x30\n-> 28x28x8\n', 'CNN301'],
    ['claims that do not hold', 'conv 8 3x3 same -> 5x5x5\n-> 28x28x8\n', 'CNN401'],
    ['statements that do not read', 'conv 8 3x3 = = relu\n', 'CNN102'],
    ['characters without a meaning', 'conv 8 3x3 @ relu\n', 'CNN101'],
    ['names that nothing declares', 'conv maps 3x3\n', 'CNN202'],
    ['mistakes on one line', 'conv 8 30x30 -> 28x28x8; ', 'CNN301'],
  ])('2,000 %s', (_, piece, code) => {
    const { diagnostics } = expectPromises(`input 28x28x1\n${piece.repeat(2000)}`);
    expect(diagnostics).toHaveLength(2000);
    expect(new Set(diagnostics.map((diagnostic) => diagnostic.code))).toEqual(new Set([code]));
  });

  it('after ten thousand statements that do not read nothing more is told', () => {
    const { diagnostics } = expectPromises('= =\n'.repeat(20_000));
    expect(diagnostics.length).toBeLessThanOrEqual(10_001);
  });
});

describe('deep nesting', () => {
  it.each([
    ['(', 'param n = ', ')'],
    ['max(', 'param n = ', ')'],
    ['concat <', 'input 8x8x1\n', '>'],
    ['repeat 2 {', '', '}'],
    ['<', '', ''],
    ['{', '', ''],
    ['((', 'conv ', ''],
  ])('10,000 x `%s` is one mistake', (opener, before, closer) => {
    expect(codes(`${before}${opener.repeat(10_000)}1${closer.repeat(10_000)}`)).toEqual(['CNN108']);
  });

  it.each([
    [64, []],
    [65, ['CNN108']],
  ])('%i parentheses', (depth, expected) => {
    expect(codes(`param n = ${'('.repeat(depth)}1${')'.repeat(depth)}\ninput 8\ndense n\n`)).toEqual(
      expected,
    );
  });
});

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

describe('uses', () => {
  const chain: ReadFile = (path) => {
    const index = Number(/\d+/.exec(path)?.[0]);
    return { name: path, text: `use "f${index + 1}.cnn"\nblock B${index}x { relu }\n` };
  };
  const doubling: ReadFile = (path) => {
    const index = Number(/\d+/.exec(path)?.[0]);
    const deeper = index < 40 ? `use "f${index + 1}a.cnn"\nuse "f${index + 1}b.cnn"\n` : '';
    return { name: path, text: `${deeper}block B${path.replace('.cnn', 'x')} { relu }\n` };
  };

  it('without end are one mistake', () => {
    const { diagnostics } = compile('use "f0.cnn"\ninput 4\nB0x\n', { readFile: chain });
    expect(diagnostics.map(({ code }) => code)).toEqual(['CNN211']);
  });

  it('of the same files on many ways are read once', () => {
    const { diagnostics } = compile('use "f0a.cnn"\ninput 4\nBf0ax\n', { readFile: doubling });
    expect(diagnostics).toEqual([]);
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

describe('line ends and blanks', () => {
  const text = 'input 8x8x1\nconv 4 3x3 # edges\npool max 2\n';

  it.each([
    ['CRLF', text.replaceAll('\n', '\r\n')],
    ['CR', text.replaceAll('\n', '\r')],
    ['a byte order mark', `\ufeff${text}`],
    ['tabs', text.replaceAll(' ', '\t')],
    ['no line end at the end', text.trimEnd()],
    ['blank lines', text.replaceAll('\n', '\n \n\t\n')],
  ])('%s', (_, written) => {
    const { diagnostics, model } = expectPromises(written);
    expect(diagnostics).toEqual([]);
    expect(model.outputs[0].shape).toEqual([3, 3, 4]);
  });

  it.each(['\n', '\r\n', '\r'])('a mistake is on its line with %j', (end) => {
    const { diagnostics, source } = expectPromises(['input 8x8x1', 'conv 4 3x3', 'covn 4 3x3', ''].join(end));
    expect(diagnostics.map(({ span }) => source.position(span.start))).toEqual([{ line: 3, column: 1 }]);
  });
});
