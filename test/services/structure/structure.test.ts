// What an editor shows of the structure of texts, as golden files: outline, folds, lenses, links and the
// words that colours by patterns cannot tell.

import { describe, expect, test } from 'vitest';
import type { Analysis } from '../../../compiler/compile.js';
import { codeLenses } from '../../../compiler/services/code-lens.js';
import { foldingRanges } from '../../../compiler/services/folding.js';
import { links } from '../../../compiler/services/links.js';
import { childrenOf, type Node } from '../../../compiler/services/path.js';
import { selectionRanges } from '../../../compiler/services/selection.js';
import { semanticTokens } from '../../../compiler/services/semantic-tokens.js';
import { symbols, type DocumentSymbol } from '../../../compiler/services/symbols.js';
import { samples } from '../../fuzz/texts.js';
import { cursorText, cursorTexts, goldenFolder } from '../cursor-text.js';

describe('golden', () => {
  test.for(cursorTexts('structure').map(({ name, analysis }) => [name, analysis] as const))(
    '%s',
    async ([name, analysis]) => {
      await expect(shown(analysis)).toMatchFileSnapshot(`${goldenFolder('structure')}${name}.structure`);
    },
  );
});

function shown(analysis: Analysis): string {
  const { source } = analysis;
  const line = (offset: number) => source.position(offset).line;
  const folds = foldingRanges(analysis).map(
    ({ start, end, kind }) => `${line(start)} to ${line(end)}${kind ? ` ${kind}` : ''}`,
  );
  const lenses = codeLenses(analysis).map(
    ({ span, title, command }) => `${line(span.start)}: ${title} (${command ?? 'nothing'})`,
  );
  const paths = links(analysis).map(
    ({ span, path, kind }) => `${line(span.start)}: ${source.slice(span)} -> ${path} (${kind})`,
  );
  const words = semanticTokens(analysis).map(
    ({ span, type, modifiers }) =>
      `${line(span.start)}: ${[source.slice(span), type, ...modifiers].join(' ')}`,
  );
  const parts = {
    Outline: symbols(analysis).flatMap((each) => outlined(each, '')),
    Folds: folds,
    Lenses: lenses,
    Links: paths,
    Words: words,
  };
  return Object.entries(parts)
    .map(([title, lines]) => `${title}\n${lines.map((each) => `  ${each}\n`).join('')}`)
    .join('\n');
}

function outlined({ kind, name, detail, children }: DocumentSymbol, indent: string): string[] {
  const own = `${indent}${kind} ${name}${detail === undefined ? '' : `: ${detail}`}`;
  return [own, ...children.flatMap((child) => outlined(child, `${indent}  `))];
}

test('a selection grows from the word over the argument, the layer and the body to the text', () => {
  const { analysis, cursors } = cursorText(
    'model.cnn',
    'input 8x8x3\nrepeat 2 {\n  conv (4 + fo‸ur) 3x3 # t‸wo\n}\nparam four = 4\n',
  );
  const selected = cursors.map((offset) =>
    selectionRanges(analysis, offset).map((span) => analysis.source.slice(span)),
  );
  const body = '{\n  conv (4 + four) 3x3 # two\n}';
  const outer = [body, `repeat 2 ${body}`, analysis.source.text];
  expect(selected).toEqual([
    ['four', '4 + four', '(4 + four)', 'conv (4 + four) 3x3', ...outer],
    ['# two', ...outer],
  ]);
});

test('words of a range are those of the whole text that touch it', () => {
  const { analysis } = cursorText('model.cnn', 'param n = 2\ninput 8x8x(n)\nconv n 3x3 same\n');
  const range = { start: 12, end: 26 };
  const all = semanticTokens(analysis);
  expect(semanticTokens(analysis, range)).toEqual(
    all.filter(({ span }) => span.end >= 12 && span.start <= 26),
  );
  expect(semanticTokens(analysis, range)).toHaveLength(1);
});

/** Each span within the one around it, names within what they name. */
function expectNested(list: readonly DocumentSymbol[], around: { start: number; end: number }): void {
  for (const { span, nameSpan, children } of list) {
    expect(span.start >= around.start && span.end <= around.end).toBe(true);
    expect(nameSpan.start >= span.start && nameSpan.end <= span.end).toBe(true);
    expectNested(children, span);
  }
}

function depthOf(node: Node): number {
  return 1 + Math.max(0, ...childrenOf(node).map(depthOf));
}

test.each(samples.filter((_, i) => i % 6 === 0).map((text, i) => [i, text]))(
  'sample %i: spans nest, and selections grow',
  (_, text) => {
    const { analysis } = cursorText('model.cnn', text);
    const { source, file } = analysis;
    expectNested(symbols(analysis), { start: 0, end: source.text.length });
    const tokens = semanticTokens(analysis);
    for (const [i, { span }] of tokens.entries())
      if (i > 0) expect(span.start).toBeGreaterThanOrEqual(tokens[i - 1].span.end);
    for (let offset = 0; offset < source.text.length; offset += 7) {
      const spans = selectionRanges(analysis, offset);
      expect(spans.length).toBeLessThanOrEqual(depthOf(file) + 1);
      for (const [i, span] of spans.entries())
        if (i > 0) expect(span.start <= spans[i - 1].start && span.end >= spans[i - 1].end).toBe(true);
    }
  },
);
