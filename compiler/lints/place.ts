// Where a finding about a layer stands, and how lints edit its statement.

import { bareWord, type Argument } from '../../grammar/ast.js';
import type { TextEdit } from '../../grammar/diagnostic.js';
import type { Span } from '../../grammar/source.js';
import type { CheckedLayer } from '../check/checked-layer.js';
import type { Candidate, RelatedDraft } from '../diagnostics/draft.js';
import { written } from '../shapes/shape.js';
import type { Finding } from './lint.js';

/** The statement of a layer, with the calls that led there. */
export function placeOf({ source, span, calls }: CheckedLayer): Pick<Finding, 'source' | 'span' | 'calls'> {
  return { source, span, ...(calls.length > 0 && { calls }) };
}

export function related({ source, span }: CheckedLayer, message: string): RelatedDraft {
  return { source, span, message };
}

/** Whether the layer is written as a statement of its own, and not by a short form. */
export function isWritten({ statement }: Pick<CheckedLayer, 'statement'>): boolean {
  return statement.text === undefined;
}

/** Puts words at the end of a layer's arguments, before its `bn` and activation. */
export function appending(layer: CheckedLayer, words: string): readonly TextEdit[] {
  if (!isWritten(layer)) return [];
  const { statement, suffixes } = layer;
  const isHere = (at: Span) => at.start >= statement.word.span.end && at.end <= statement.span.end;
  const first = suffixes.map(({ span }) => span).find(isHere);
  if (first) return [{ span: { start: first.start, end: first.start }, text: `${words} ` }];
  const { end } = (statement.arguments.at(-1) ?? statement.word).span;
  return [{ span: { start: end, end }, text: ` ${words}` }];
}

/** From an option's word to the end of its value; undefined where the value is no plain number. */
export function optionSpan({ statement, source }: CheckedLayer, word: string): Span | undefined {
  const at = statement.arguments.findIndex((argument) => wordOf(argument) === word);
  const value = statement.arguments.at(at + 1);
  if (at < 0 || value === undefined || !/^[\dx.]+$/.test(source.slice(value.span))) return undefined;
  return { start: statement.arguments[at].span.start, end: value.span.end };
}

function wordOf(argument: Argument): string | undefined {
  return argument.kind === 'size' ? bareWord(argument)?.text : undefined;
}

/** An edit with what the layer then makes: "`ceil` makes 4x4x16". */
export function making(edits: readonly TextEdit[], words: string): Candidate[] {
  if (edits.length === 0) return [];
  return [{ edits, safe: false, title: ({ output }) => output && `\`${words}\` makes ${written(output)}` }];
}

/** An edit whose effect is said beforehand. */
export function saying(title: string, edits: readonly TextEdit[], safe = false): Candidate[] {
  return edits.length === 0 ? [] : [{ edits, safe, title: () => title }];
}
