// Remedies as text edits: where in a statement the words go.

import type { Argument, LayerStatement } from '../../grammar/ast.js';
import type { Source } from '../../grammar/source.js';
import type { Editor } from '../layers/definition.js';
import type { Matched } from './matched.js';

export function editorFor(
  statement: LayerStatement,
  written: Matched['written'],
  lastArgument: Argument | undefined,
  source: Source,
): Editor {
  const end = (lastArgument ?? statement.word).span.end;
  const append = (words: string) => [{ span: { start: end, end }, text: ` ${words}` }];
  return {
    replace(argument, words) {
      const span = written.get(argument)?.whole;
      return span === undefined ? append(words) : [{ span, text: words }];
    },
    remove(argument) {
      const span = written.get(argument)?.whole;
      if (span === undefined) return [];
      const blanks =
        /[ \t]*$/.exec(source.text.slice(Math.max(0, span.start - 64), span.start))?.[0].length ?? 0;
      return [{ span: { start: span.start - blanks, end: span.end }, text: '' }];
    },
    before(words) {
      const at = statement.span.start;
      const line = source.line(source.position(at).line);
      const indent = line.slice(0, source.position(at).column - 1);
      const separator = /^\s*$/.test(indent) ? `\n${indent}` : '; ';
      return [{ span: { start: at, end: at }, text: `${words}${separator}` }];
    },
  };
}
