// The text of a model with the values of `--set` written in, so that a run says what was trained.

import { parse } from '../grammar/parser.js';
import type { Source } from '../grammar/source.js';

export function settledText(source: Source, settings: Readonly<Record<string, number>>): string {
  let text = source.text;
  // From the back, so that the spans before stay true.
  for (const statement of [...parse(source).file.statements].reverse()) {
    if (statement.kind !== 'param' || !Object.hasOwn(settings, statement.name.text)) continue;
    const { start, end } = statement.value.span;
    text = text.slice(0, start) + numeral(settings[statement.name.text]) + text.slice(end);
  }
  return text;
}

/** Numerals of the language have no plus sign in their exponent. */
function numeral(value: number): string {
  return String(value).replace('e+', 'e');
}
