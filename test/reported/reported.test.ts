// What users of other frameworks report as unclear is clear here: the message blames the right line,
// shows the numbers, and offers an edit with which the whole text checks.

import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../compiler/check/remedies.js';
import { compile, isError, renderDiagnostics } from '../../compiler/index.js';
import { filesReported, reportedTexts } from './reported-text.js';

const texts = reportedTexts();
const compiled = (name: string, text: string) => compile(text, { file: `${name}.cnn` }).diagnostics;

it.each(texts)('$name says where it was reported, and what the framework said', ({ text }) => {
  expect(text).toMatch(/^# \S.*, https:\/\/\S+\n# ".+"\n# (wrong|legal here|lint to come): /);
});

describe.each(texts.filter(({ kind }) => kind === 'wrong'))('$name', (reported) => {
  const { name, text } = reported;
  const diagnostics = compiled(name, text);
  const mistakes = diagnostics.filter(isError);

  it('is told as its .diag says', async () => {
    const shown = renderDiagnostics(diagnostics, { color: false });
    await expect(shown).toMatchFileSnapshot(`../golden/reported/${name}.diag`);
  });

  it('is one mistake, on the line that is to blame', () => {
    const lines = mistakes.map(({ source, span }) => source.line(source.position(span.start).line));
    const statements = lines.map((line) => line.replace(/\s*#.*/, '').trim());
    expect(statements).toEqual([reported.wrong]);
  });

  it('is told with its numbers', () => {
    const shown = renderDiagnostics(mistakes, { color: false });
    expect(reported.numbers.filter((number) => !shown.includes(number))).toEqual([]);
  });

  it('is mended by an edit, or says what to do', () => {
    if (reported.noEdit === undefined) expect(isMended(name, text, reported.edits)).toBe(true);
    else expect(mistakes[0].help).toBeDefined();
  });
});

/** Whether so many of the edits that are offered, one after the other, leave no mistake. */
function isMended(name: string, text: string, edits: number): boolean {
  const mistakes = compiled(name, text).filter(isError);
  if (edits === 0) return mistakes.length === 0;
  return (mistakes[0]?.fixes ?? []).some((fix) => isMended(name, applyEdits(text, fix.edits), edits - 1));
}

const runningHere = texts.filter(({ kind }) => kind !== 'wrong');

it.each(runningHere)('$name is no mistake here', ({ name, text }) => {
  expect(compiled(name, text).filter(isError)).toEqual([]);
});

it('every mistake has its .diag, and none stands alone', () => {
  const wrong = texts.filter(({ kind }) => kind === 'wrong').map(({ name }) => `${name}.diag`);
  expect(filesReported().filter((file) => !file.endsWith('.cnn'))).toEqual(wrong.toSorted());
  expect(wrong.length).toBeGreaterThanOrEqual(45);
});
