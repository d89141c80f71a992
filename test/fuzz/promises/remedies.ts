// What is promised of remedies: each applies, mends its mistake, makes nothing worse, and does what its
// title says; and when all that are safe have been made, none is left that is called safe.

import { fixTexts } from '../../../cli/check/fix-texts.js';
import { identityOf } from '../../../cli/check/identity.js';
import { applyEdits } from '../../../compiler/check/remedies.js';
import {
  isError,
  type Compilation,
  type Diagnostic,
  type Fix,
  type TextEdit,
} from '../../../compiler/index.js';
import { promise } from './broken.js';
import { promiseTitle } from './titles.js';

export type Compile = (text: string) => Compilation;

/** `most` of them are tried: each takes a compilation. */
export function promiseRemedies(before: Compilation, compile: Compile, most: number): void {
  const own = before.diagnostics.filter(({ source }) => source.name === before.source.name);
  const all = own.flatMap((diagnostic) => diagnostic.fixes.map((fix) => ({ diagnostic, fix })));
  for (const { diagnostic, fix } of all.slice(0, most)) promiseRemedy(before, diagnostic, fix, compile);
}

function promiseRemedy(before: Compilation, diagnostic: Diagnostic, fix: Fix, compile: Compile): void {
  const { text } = before.source;
  const what = `${diagnostic.code} “${diagnostic.message}”, remedy “${fix.title}”`;
  promise(fix.edits.length > 0 && !overlap(fix.edits), `${what}: its edits are apart`);
  const mended = applyEdits(text, fix.edits);
  promise(mended !== text, `${what}: it changes the text`);
  const after = compile(mended);
  const place = diagnostic.span.start + shiftBefore(fix.edits, diagnostic.span.start);
  const isFewer = countLike(diagnostic, after) < countLike(diagnostic, before);
  promise(isFewer || !stands(diagnostic, after, place), `${what}: its mistake is gone`);
  promiseNoWorse(before, after, diagnostic, what);
  promiseTitle(diagnostic, fix, after, place, what);
  if (fix.safe && !before.diagnostics.some(isError)) {
    promise(after.graph !== undefined, `${what}: it is safe, and the network stays one`);
    const shapes = ({ model }: Compilation): string => JSON.stringify(model.outputs);
    promise(shapes(after) === shapes(before), `${what}: it is safe, and the outputs stay as they were`);
  }
}

function countLike({ code, message }: Diagnostic, { diagnostics }: Compilation): number {
  return diagnostics.filter((other) => other.code === code && other.message === message).length;
}

function stands({ code, message }: Diagnostic, { diagnostics }: Compilation, place: number): boolean {
  return diagnostics.some(
    (other) => other.code === code && other.message === message && other.span.start === place,
  );
}

/** A mistake of form is mended without a trial where there is one way to mend it. */
function promiseNoWorse(before: Compilation, after: Compilation, { code }: Diagnostic, what: string): void {
  if (code.startsWith('CNN1')) return;
  const errors = ({ diagnostics }: Compilation): number => diagnostics.filter(isIndependent).length;
  promise(errors(after) <= errors(before), `${what}: it makes no other mistake`);
  if (code.startsWith('CNN6'))
    promise(after.diagnostics.length < before.diagnostics.length, `${what}: less is told`);
}

/** Budgets and losses are only looked at in a network that is otherwise well. */
function isIndependent(diagnostic: Diagnostic): boolean {
  return isError(diagnostic) && diagnostic.code !== 'CNN402' && diagnostic.code !== 'CNN503';
}

function overlap(edits: readonly TextEdit[]): boolean {
  const sorted = edits.toSorted((a, b) => a.span.start - b.span.start);
  return sorted.some(({ span }, i) => i > 0 && span.start < sorted[i - 1].span.end);
}

/** By how much edits in front of a place move it. */
function shiftBefore(edits: readonly TextEdit[], place: number): number {
  const earlier = edits.filter(({ span }) => span.end <= place);
  return earlier.reduce((shift, { span, text }) => shift + text.length - (span.end - span.start), 0);
}

/** `cnnc check --fix`, with or without `--unsafe`: never worse, and nothing safe is left but what was refused. */
export function promiseFixed(before: Compilation, compile: Compile, unsafe: boolean): void {
  const identity = identityOf(before.source.name);
  const check = (texts: ReadonlyMap<string, string>) => compile(texts.get(identity) ?? '').diagnostics;
  const { texts, diagnostics, made, refused } = fixTexts(
    new Map([[identity, before.source.text]]),
    check,
    unsafe,
  );
  const errors = (list: readonly Diagnostic[]): number => list.filter(isError).length;
  promise(errors(diagnostics) <= errors(before.diagnostics), 'fixed, a text has no more errors');
  if (made.length === 0)
    promise(texts.get(identity) === before.source.text, 'without a remedy a text stays as it is');
  const own = diagnostics.filter(({ source }) => source.name === before.source.name);
  const safe = own.flatMap(({ fixes }) => fixes).filter((fix) => fix.safe);
  promise(safe.length <= refused.size, 'fixed, a text has nothing safe to fix');
}
