// The Prettier plugin: a wrapper of the printer that `cnnc fmt` uses. The layout of .cnn has no options, so that
// Prettier's, such as `printWidth`, change nothing but the line ends.

import type { AstPath, Parser, Plugin, Printer, SupportLanguage } from 'prettier';
import { print } from '../../grammar/print/print.js';
import { Source, type Span } from '../../grammar/source.js';

const astFormat = 'cnn';

/** Prettier has nothing to do with the tree: the whole text is one node. */
interface WholeText {
  readonly formatted: string;
  readonly length: number;
}

export const languages: SupportLanguage[] = [
  {
    name: 'CNN',
    aliases: ['cnn'],
    parsers: ['cnn'],
    extensions: ['.cnn'],
    vscodeLanguageIds: ['cnn'],
  },
];

const parser: Parser<WholeText> = {
  astFormat,
  parse(text) {
    const source = new Source('model.cnn', text);
    const { text: formatted, errors } = print(source);
    if (errors.length > 0) throw mistakeOf(errors[0], source);
    return { formatted, length: text.length };
  },
  locStart: () => 0,
  locEnd: ({ length }) => length,
};

const printer: Printer<WholeText> = {
  print: ({ node }: AstPath<WholeText>) => node.formatted,
};

export const parsers = { cnn: parser };
export const printers = { [astFormat]: printer };

export default { languages, parsers, printers } satisfies Plugin<WholeText>;

/** Prettier draws the lines around the place, and leaves the text as it is. */
function mistakeOf(
  { message, span }: { readonly message: string; readonly span: Span },
  source: Source,
): Error {
  const [start, end] = [source.position(span.start), source.position(span.end)];
  const place = `(${start.line}:${start.column})`;
  return Object.assign(new SyntaxError(`${message} ${place}`), { loc: { start, end } });
}
