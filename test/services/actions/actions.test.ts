// What an editor offers to do about mistakes, as golden files, and all safe remedies at once.

import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../compiler/check/remedies.js';
import { analyze, type Analysis } from '../../../compiler/compile.js';
import { codeActions, type CodeAction } from '../../../compiler/services/actions.js';
import { fixAll } from '../../../compiler/services/fix-all.js';
import { Source } from '../../../grammar/source.js';
import { cursorTexts, goldenFolder } from '../cursor-text.js';

const options = { lints: {} };

function analysisOf(text: string): Analysis {
  return analyze(new Source('model.cnn', text), options);
}

describe('golden', () => {
  test.for(cursorTexts('actions').map(({ name, analysis }) => [name, analysis.source.text] as const))(
    '%s',
    async ([name, text]) => {
      const analysis = analysisOf(text);
      const actions = codeActions(analysis, { start: 0, end: text.length });
      await expect(actions.map((action) => shown(action, analysis)).join('\n')).toMatchFileSnapshot(
        `${goldenFolder('actions')}${name}.actions`,
      );
    },
  );
});

function shown({ title, diagnostic, edits, isPreferred, isSafe }: CodeAction, { source }: Analysis): string {
  const { line } = source.position(diagnostic.span.start);
  const marks = [...(isPreferred ? ['preferred'] : []), ...(isSafe ? ['safe'] : [])].join(', ');
  const before = source.text.split('\n');
  const after = applyEdits(source.text, edits).split('\n');
  const first = after.findIndex((text, i) => text !== before[i]);
  const more = Math.max(1, after.length - before.length + 1);
  const changed = after.slice(first, first + more).map((text) => `  ${text}|`);
  return [`${line}: ${diagnostic.code} ${title}${marks && ` (${marks})`}`, ...changed, ''].join('\n');
}

test('only what touches the range is offered', () => {
  const text = 'input 28x28x1\nconv 8 3x3 bn\nconv 8 3x3 bn\n';
  const analysis = analysisOf(text);
  const lines = (start: number, end: number) =>
    new Set(
      codeActions(analysis, { start, end }).map(
        ({ diagnostic }) => analysis.source.position(diagnostic.span.start).line,
      ),
    );
  expect(lines(0, 5)).toEqual(new Set());
  expect(lines(20, 20)).toEqual(new Set([2]));
  expect(lines(0, text.length)).toEqual(new Set([2, 3]));
});

test('what is allowed is not told any more', () => {
  const text = 'input 28x28x1\nconv 8 3x3 bn\nconv 8 3x3 bn # why\ndropout 0.7\n';
  const analysis = analysisOf(text);
  const allowances = codeActions(analysis, { start: 0, end: text.length }).filter(({ title }) =>
    title.startsWith('allow '),
  );
  expect(allowances).toHaveLength(analysis.diagnostics.length);
  for (const { edits, diagnostic } of allowances) {
    const left = analysisOf(applyEdits(text, edits)).diagnostics;
    expect(left.length, diagnostic.message).toBe(analysis.diagnostics.length - 1);
  }
});

test('all safe remedies are made, and no others', () => {
  const text = 'use "a.cnn"\nuse "a.cnn"\ninput 8x8x1\nUnit\nconv 4 3x3 smae\n';
  const reading = { ...options, readFile: () => ({ name: 'a.cnn', text: 'block Unit { relu }\n' }) };
  const analysis = analyze(new Source('model.cnn', text), reading);
  expect(fixAll(analysis, reading)).toEqual({ text: text.replace('\nuse "a.cnn"', '\n'), fixed: 1 });
  expect(fixAll(analysisOf('input 8x8x1\nrelu\n'), options)).toEqual({
    text: 'input 8x8x1\nrelu\n',
    fixed: 0,
  });
});
