// What the formatter promises: a text with mistakes of form stays as it is; another means the same, has the
// same mistakes in the same order, and stays as it is when formatted again.

import { isError, type Compilation } from '../../../compiler/index.js';
import { allLayers } from '../../../compiler/model.js';
import { print } from '../../../grammar/print/print.js';
import { Source } from '../../../grammar/source.js';
import { promiseSameText } from '../../fmt/same-text.js';
import { promise, promiseSame } from './broken.js';

/** The formatted text; undefined where the text does not read. */
export function promiseFormatted(text: string): string | undefined {
  const { text: after, errors } = print(new Source('fuzz.cnn', text));
  if (errors.length > 0) {
    promise(after === text, 'what does not read stays as it is');
    return undefined;
  }
  const again = print(new Source('fuzz.cnn', after));
  promise(again.errors.length === 0, 'what was formatted reads');
  promiseSame(again.text, after, 'what was formatted stays as it is');
  promise(/^$|^[^\n](.|\n)*[^\n]\n$|^[^\n]\n$/.test(after), 'no blank lines at the ends');
  promise(!/ \n|\n\n\n|\r|\t\n/.test(after), 'no blanks at the ends of lines');
  promiseSameText(after, text);
  return after;
}

/** What is told and made before and after. */
export function promiseSameMeaning(before: Compilation, after: Compilation): void {
  promiseSame(told(after), told(before), 'formatted, a text has the same mistakes');
  promiseSame(madeBy(after), madeBy(before), 'formatted, a text makes the same network');
}

/**
 * In a message blanks and semicolons may differ, where it quotes the text, and with them how much it quotes, and the
 * line that it names. A comment behind a line allows a lint on that line alone: where it is broken, lints are told.
 */
function told({ diagnostics, source }: Compilation): string {
  const allows = /\S[^\n\r]*#[ \t]*cnnc-allow/.test(source.text);
  const kept = allows ? diagnostics.filter(isError) : diagnostics;
  return kept.map(({ code, severity, message }) => `${severity} ${code} ${bare(message)}`).join('\n');
}

const longestQuote = 20;

function bare(message: string): string {
  const quoted = message.replace(/`[^`]*`/g, (quote) =>
    quote.replace(/#.*|[\s;]/g, '').slice(0, longestQuote),
  );
  return quoted.replace(/line \d+|\s/g, '');
}

/** Layers, weights, graph and training, without their places. */
function madeBy({ model, graph, training }: Compilation): string {
  const layers = [...allLayers(model.layers)].map(
    ({ name, kind, output, weights, macs, receptiveField, depth }) => [
      name,
      kind,
      output,
      weights,
      macs,
      receptiveField,
      depth,
    ],
  );
  return JSON.stringify([model.name, model.inputs, model.outputs, layers, graph, training]);
}
