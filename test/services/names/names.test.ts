// Where names stand and what they stand for, as golden files: for each cursor its declaration in « »,
// and everywhere else that it stands in ‹ ›.

import { describe, expect, test } from 'vitest';
import { definition } from '../../../compiler/services/definition.js';
import { highlights } from '../../../compiler/services/highlights.js';
import { references } from '../../../compiler/services/references.js';
import type { Source, Span } from '../../../grammar/source.js';
import { cursorText, cursorTexts, goldenFolder, lineAt, type CursorText } from '../cursor-text.js';

describe('golden', () => {
  test.for(cursorTexts('names').map((text) => [text.name, text] as const))('%s', async ([name, text]) => {
    await expect(shown(text)).toMatchFileSnapshot(`${goldenFolder('names')}${name}.places`);
  });
});

function shown({ analysis, cursors }: CursorText): string {
  return cursors
    .map((offset) => {
      const [declared] = definition(analysis, offset);
      const places = references(analysis, offset, []);
      const isDeclared = ({ source, span }: { source: Source; span: Span }) =>
        source.name === declared.source.name && span.start === declared.span.start;
      const lines = places.map((place) => lineOf(place, isDeclared(place) ? '«»' : '‹›'));
      const file = declared.span.end === 0 ? [`the file ${declared.source.name}`] : [];
      return [lineAt(analysis, offset), ...file, ...lines.map((line) => `    ${line}`)].join('\n');
    })
    .join('\n\n')
    .concat('\n');
}

function lineOf({ source, span }: { source: Source; span: Span }, [open, close]: string): string {
  const { line, column } = source.position(span.start);
  const text = source.line(line);
  const end = column - 1 + span.end - span.start;
  return `${source.name}:${line}  ${text.slice(0, column - 1)}${open}${text.slice(column - 1, end)}${close}${text.slice(end)}`;
}

test.for(cursorTexts('names').flatMap(({ name, analysis, cursors }) => cursors.map((at) => [name, at, analysis] as const)))(
  '%s: what is highlighted at %i is what stands in this text',
  ([, offset, analysis]) => {
    const own = references(analysis, offset, []).filter(({ source }) => source === analysis.source);
    const found = highlights(analysis, offset);
    expect(found.map(({ span }) => span)).toEqual(own.map(({ span }) => span));
    const [declared] = definition(analysis, offset);
    expect(found.filter(({ kind }) => kind === 'write').map(({ span }) => span)).toEqual(
      own.filter(({ span }) => declared.source === analysis.source && span.start === declared.span.start).map(({ span }) => span),
    );
  },
); // prettier-ignore

test('a block is found in every file of a workspace that uses it', () => {
  const files = '# --file parts.cnn\nblock Unit(maps) { conv maps 1 }\n';
  const uses = (name: string) =>
    cursorText(name, `use "parts.cnn"\ninput 8x8x3\n‸Unit 4\nUnit maps=2\n${files}`);
  const [first, second] = [uses('first.cnn'), uses('second.cnn')];
  const parts = cursorText('parts.cnn', 'block Unit(maps) { conv maps 1 }\n');
  const found = references(first.analysis, first.cursors[0], [second.analysis, parts.analysis]);
  expect(found.map(({ source, span }) => `${source.name} ${span.start}`)).toEqual([
    'first.cnn 28',
    'first.cnn 35',
    'second.cnn 28',
    'second.cnn 35',
    'parts.cnn 6',
  ]);
});

test('there is nothing where no name stands', () => {
  const { analysis, cursors } = cursorText('model.cnn', '‸input 8x8x3 # ‸input\nco‸nv 8 3x3 sa‸me\n‸');
  for (const offset of cursors) {
    expect(definition(analysis, offset)).toEqual([]);
    expect(references(analysis, offset, [])).toEqual([]);
    expect(highlights(analysis, offset)).toEqual([]);
  }
});
