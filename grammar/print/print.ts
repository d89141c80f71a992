// The canonical text of a `.cnn` file. The same words in the same order, every comment and every literal as
// written; blanks, line breaks and columns as the house writes them.

import { longestText } from '../lexer.js';
import { parse } from '../parser.js';
import type { Source } from '../source.js';
import type { SyntaxError } from '../syntax-error.js';
import { EOF } from '../tokens.js';
import { textOf } from './columns.js';
import { rowsOf } from './layout.js';
import { outlineOf } from './outline.js';
import type { Piece } from './pieces.js';

export interface Printed {
  /** As it was, where there are mistakes. */
  readonly text: string;
  /** The mistakes of form that keep the text from being formatted. */
  readonly errors: readonly SyntaxError[];
}

/** Never throws, and takes time in proportion to the text. What it has printed it prints again as it is. */
export function print(source: Source): Printed {
  const { errors } = parse(source);
  if (errors.length > 0) return { text: source.text, errors };
  const outline = outlineOf(source.text);
  if (outline.end.type !== EOF) return { text: source.text, errors: [unmatched(outline.end)] };
  const text = textOf(rowsOf(outline));
  return text.length <= longestText ? { text, errors } : { text: source.text, errors: [tooLong(text)] };
}

/** The parser passes over a mark that nothing opens; here all behind it would be lost. */
function unmatched({ start, end, text }: Piece): SyntaxError {
  return {
    kind: 'unexpected-word',
    span: { start, end },
    message: `this \`${text}\` is not between the marks of branches`,
    help: 'take it out, or put `<` and `>` around the branches',
  };
}

function tooLong({ length }: string): SyntaxError {
  return {
    kind: 'too-long',
    span: { start: 0, end: 0 },
    message: `formatted, the text would have ${length} characters, more than the ${longestText} that a model may have`,
    help: 'put what comes again into a `block` or a `repeat`',
  };
}
