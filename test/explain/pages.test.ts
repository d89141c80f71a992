// The catalogue, the pages, the golden texts and `cnnc explain` know the same codes, and what a page shows
// is so: its wrong network has the mistake and no other, its right one has none.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../compiler/diagnostics/catalogue.js';
import { compile, isError, renderDiagnostics } from '../../compiler/index.js';
import { painter } from '../../compiler/diagnostics/paint.js';
import { renderPage } from '../../cli/render-page.js';
import { compileGolden, goldenTexts } from '../check/golden-text.js';
import { errorPages } from './error-page.js';

const pages = errorPages();
const isLint = (code: string): boolean => code.startsWith('CNN6');
const codes = Object.keys(catalogue);
/** On the pages of lints all lints are looked for, on the others none. */
const optionsFor = (code: string) => (isLint(code) ? ({ lints: { show: 'all' } } as const) : {});

/** The lines of messages that a page shows. */
function quotesIn(text: string): string[] {
  const quotes = [...text.matchAll(/^```text\n([^]*?)^```$/gm)];
  return quotes.flatMap(([, lines]) => lines.trimEnd().split('\n')).map((line) => line.trim());
}

function reported(): string[] {
  const folder = fileURLToPath(new URL('../golden/reported/', import.meta.url));
  const files = readdirSync(folder).filter((file) => file.endsWith('.diag'));
  return files.map((file) => readFileSync(folder + file, 'utf8'));
}

it('every code has a page, and every page a code', () => {
  expect(pages.map(({ code }) => code)).toEqual(codes.toSorted());
});

it('every code of a page is provoked by a golden text', () => {
  const errors = goldenTexts('errors').flatMap((text) => compileGolden(text).diagnostics);
  const provoked = new Set(errors.map(({ code }) => code));
  expect(codes.filter((code) => !isLint(code) && !provoked.has(code))).toEqual([]);
});

describe.each(pages)('$code', ({ code, title, text, wrong, right }) => {
  it('has the title that the catalogue gives it', () => {
    expect(title).toBe(`# ${code}: ${catalogue[code as keyof typeof catalogue]}`);
  });

  it('shows a wrong network with this mistake and no other', () => {
    const { diagnostics } = compile(wrong, optionsFor(code));
    const told = isLint(code) ? diagnostics : diagnostics.filter(isError);
    expect([...new Set(told.map((each) => each.code))]).toEqual([code]);
  });

  it('shows a right network with no mistake at all', () => {
    expect(compile(right, optionsFor(code)).diagnostics.map(({ message }) => message)).toEqual([]);
  });

  it('quotes what is said', () => {
    const said = [
      renderDiagnostics(compile(wrong, optionsFor(code)).diagnostics, { color: false }),
      ...reported(),
    ];
    expect(quotesIn(text).filter((line) => !said.some((message) => message.includes(line)))).toEqual([]);
  });

  it('folds its lines to the width of the terminal, and tears no code apart', () => {
    const shown = renderPage(text, { width: 60, paint: painter(false) });
    const wide = shown.split('\n').filter((line) => line.length > 60 && / (?![^`]*`)/.test(line.trim()));
    expect(wide.filter((line) => !line.startsWith('    '))).toEqual([]);
    expect(shown).not.toMatch(/```|\]\(/);
  });
});
