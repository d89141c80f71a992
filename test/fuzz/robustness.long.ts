// Texts that are large, deep or odd on purpose: all take seconds at most, and time that grows with
// their length alone. What is at the limits is in limits.long.ts.

import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/index.js';
import type { ReadFile } from '../../compiler/read-file.js';
import { expectPromises } from './properties.js';

function codes(text: string): string[] {
  return [...new Set(expectPromises(text).diagnostics.map(({ code }) => code))];
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
    ['layers that do not exist', 'covnINDEX 8 3x3 same relu\n', 'CNN201'],
    ['windows that do not fit', 'conv 8 30x30\n-> 28x28x8\n', 'CNN301'],
    ['claims that do not hold', 'conv 8 3x3 same -> 5x5x5\n-> 28x28x8\n', 'CNN401'],
    ['statements that do not read', 'conv 8 3x3 = = relu\n', 'CNN102'],
    ['characters without a meaning', 'conv 8 3x3 @ relu\n', 'CNN101'],
    ['names that nothing declares', 'conv mapsINDEX 3x3\n', 'CNN202'],
    ['mistakes on one line', 'conv 8 30x30 -> 28x28x8; ', 'CNN301'],
  ])('2,000 %s', (_, piece, code) => {
    const pieces = Array.from({ length: 2000 }, (_, i) => piece.replace('INDEX', `${i}x`));
    const { diagnostics } = expectPromises(`input 28x28x1\n${pieces.join('')}`);
    expect(diagnostics).toHaveLength(2000);
    expect(new Set(diagnostics.map((diagnostic) => diagnostic.code))).toEqual(new Set([code]));
  });

  it('2,000 times the same misspelling is one mistake', () => {
    const { diagnostics } = expectPromises(`input 28x28x1\n${'covn 8 3x3 same relu\n'.repeat(2000)}`);
    expect(diagnostics.map(({ code }) => code)).toEqual(['CNN201']);
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
