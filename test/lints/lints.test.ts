// Every text of `test/golden/lints/` is told as the `.diag` beside it says, information included; those
// called `-near` come close to a lint, and nothing is told of them.

import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../compiler/check/remedies.js';
import { compile, isError, renderDiagnostics, type Compilation } from '../../compiler/index.js';
import { lintCodes } from '../../compiler/lints/allow.js';
import { filesIn, goldenTexts, readerOf, type GoldenText } from '../check/golden-text.js';

const texts = goldenTexts('lints');

function compileAll(golden: GoldenText): Compilation {
  const { name, text, set } = golden;
  return compile(text, { file: `${name}.cnn`, set, readFile: readerOf(golden), lints: { show: 'all' } });
}

/** By what they are called, these hold nothing to tell. */
const isSilent = ({ name }: GoldenText): boolean =>
  /-near$|^allowed$|-where-nothing-ran$|-valid$|encoder$/.test(name);

describe.each(texts.filter((text) => !isSilent(text)))('$name', (golden) => {
  const { diagnostics, graph, model } = compileAll(golden);

  it('is told as its .diag says', async () => {
    const shown = renderDiagnostics(diagnostics, { color: false });
    await expect(shown).toMatchFileSnapshot(`../golden/lints/${golden.name}.diag`);
  });

  it('works all the same', () => {
    expect(diagnostics.filter(isError)).toEqual([]);
    expect(diagnostics).not.toEqual([]);
    if (model.inputs.length > 0) expect(graph).toBeDefined();
  });

  it('says what to do', () => {
    expect(diagnostics.filter(({ help }) => help === undefined)).toEqual([]);
  });

  it('is better by each remedy', () => {
    for (const { source, fixes, code } of diagnostics)
      for (const { edits, title, safe } of fixes) {
        const mended = compileAll({ ...golden, text: applyEdits(source.text, edits) });
        expect(mended.diagnostics.length, `${code}: ${title}`).toBeLessThan(diagnostics.length);
        expect(mended.diagnostics.filter(isError)).toEqual([]);
        if (safe) expect(mended.model.outputs).toEqual(model.outputs);
      }
  });
});

it.each(texts.filter(isSilent))('$name: nothing is told', (golden) => {
  expect(renderDiagnostics(compileAll(golden).diagnostics, { color: false })).toBe('');
});

it('every lint fires, and has a text in which it nearly does', () => {
  const fired = new Set(texts.flatMap((text) => compileAll(text).diagnostics.map(({ code }) => code)));
  expect([...fired].toSorted()).toEqual(lintCodes);
  const firing = texts.filter((text) => !isSilent(text)).map(({ name }) => name);
  const near = texts.map(({ name }) => name).filter((name) => name.endsWith('-near'));
  expect(near.filter((name) => !firing.includes(name.replace(/-near$/, '')))).toEqual([]);
  expect(near.length).toBe(lintCodes.length - 1);
});

it('no .diag stands alone', () => {
  const firing = texts.filter((text) => !isSilent(text)).map(({ name }) => `${name}.diag`);
  expect(filesIn('lints').filter((file) => file.endsWith('.diag'))).toEqual(firing);
});
