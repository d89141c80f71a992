// What was trained, as texts that stand alone: the values of `--set` written in, and the files behind
// `use` beside the model.

import type { Compilation } from '../compiler/index.js';
import { parse } from '../grammar/parser.js';
import type { Source, Span } from '../grammar/source.js';

export interface SettledModel {
  readonly source: string;
  /** By their names beside the model. */
  readonly usedFiles: ReadonlyMap<string, string>;
}

export function settledModel(
  { source, uses }: Pick<Compilation, 'source' | 'uses'>,
  settings: Readonly<Record<string, number>>,
): SettledModel {
  const names = new Map<Source, string>();
  for (const { used } of uses) if (!names.has(used)) names.set(used, `used-${names.size + 1}.cnn`);
  const pathsOf = (from: Source): Edit[] =>
    uses
      .filter((use) => use.from === from)
      .map(({ span, used }) => ({ span, text: JSON.stringify(names.get(used)) }));
  const usedFiles = [...names].map(([used, name]) => [name, edited(used, pathsOf(used))] as const);
  return {
    source: edited(source, [...pathsOf(source), ...values(source, settings)]),
    usedFiles: new Map(usedFiles),
  };
}

interface Edit {
  readonly span: Span;
  readonly text: string;
}

function values(source: Source, settings: Readonly<Record<string, number>>): Edit[] {
  return parse(source).file.statements.flatMap((statement) => {
    if (statement.kind !== 'param' || !Object.hasOwn(settings, statement.name.text)) return [];
    return [{ span: statement.value.span, text: numeral(settings[statement.name.text]) }];
  });
}

/** From the back, so that the spans before stay true. */
function edited({ text }: Source, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((made, { span, text: words }) => made.slice(0, span.start) + words + made.slice(span.end), text);
}

/** Numerals of the language have no plus sign in their exponent. */
function numeral(value: number): string {
  return String(value).replace('e+', 'e');
}
