// Every mistake of `test/golden/errors/` is told as the `.diag` beside it says, every remedy that
// is offered mends it, and every diagnostic that exists is provoked by one of them.

import { describe, expect, it } from 'vitest';
import { catalogue } from '../../compiler/diagnostics/catalogue.js';
import { renderDiagnostics, type Diagnostic, type Fix } from '../../compiler/index.js';
import { applyEdits } from '../../compiler/check/remedies.js';
import { compileGolden, filesIn, goldenTexts, type GoldenText } from './golden-text.js';

const texts = goldenTexts('errors');

describe.each(texts)('$name', (golden) => {
  const { diagnostics, graph } = compileGolden(golden);

  it('is told as its .diag says', async () => {
    const shown = renderDiagnostics(diagnostics, { color: false });
    await expect(shown).toMatchFileSnapshot(`../golden/errors/${golden.name}.diag`);
  });

  it('has no graph', () => {
    expect(diagnostics).not.toEqual([]);
    expect(graph).toBeUndefined();
  });

  it('says what to do about each mistake', () => {
    const silent = diagnostics.filter(({ help, fixes }) => help === undefined && fixes.length === 0);
    expect(silent.map(({ message }) => message)).toEqual([]);
  });

  const remedies = diagnostics.flatMap((diagnostic) => diagnostic.fixes.map((fix) => ({ diagnostic, fix })));
  if (remedies.length === 0) return;
  it('is mended by each remedy', () => {
    for (const { diagnostic, fix } of remedies) expectMended(golden, diagnostics, diagnostic, fix);
  });
});

/** Budgets and losses are only looked at in a network that is otherwise well. */
function withoutLast(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ code }) => code !== 'CNN402' && code !== 'CNN503');
}

/** With the edits of a fix made in the text in which its mistake stands. */
function mendedText(golden: GoldenText, { source }: Diagnostic, { edits }: Fix): GoldenText {
  const text = applyEdits(source.text, edits);
  if (source.name === `${golden.name}.cnn`) return { ...golden, text };
  return { ...golden, files: new Map(golden.files).set(source.name, text) };
}

/** The mistake is gone, and no more are left than before. */
function expectMended(golden: GoldenText, before: readonly Diagnostic[], mended: Diagnostic, fix: Fix): void {
  const { diagnostics } = compileGolden(mendedText(golden, mended, fix));
  const same = diagnostics.filter(({ code, message }) => code === mended.code && message === mended.message);
  const others = before.filter(({ code, message }) => code === mended.code && message === mended.message);
  expect(same.length, `${fix.title} leaves “${mended.message}”`).toBeLessThan(others.length);
  expect(withoutLast(diagnostics).length, fix.title).toBeLessThanOrEqual(withoutLast(before).length);
}

/** Lints have texts of their own. */
const isLint = (code: string): boolean => code.startsWith('CNN6');

it('every code is provoked', () => {
  const provoked = new Set<string>(
    texts.flatMap((text) => compileGolden(text).diagnostics.map(({ code }) => code)),
  );
  expect(Object.keys(catalogue).filter((code) => !provoked.has(code) && !isLint(code))).toEqual([]);
  expect([...provoked].filter((code) => !Object.hasOwn(catalogue, code))).toEqual([]);
});

it.each([
  { folder: 'errors', extension: '.diag' },
  { folder: 'models', extension: '.summary' },
])('in $folder every .cnn has its $extension, and none stands alone', ({ folder, extension }) => {
  const files = filesIn(folder);
  const named = (ending: string): string[] =>
    files.filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length));
  expect(named(extension)).toEqual(named('.cnn'));
  expect(files.filter((file) => !file.endsWith('.cnn') && !file.endsWith(extension))).toEqual([]);
});
