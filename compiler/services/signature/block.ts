// `Stage maps [step = 2]`, and which of these comes next.

import type { Block } from '../../check/scope.js';
import { commentAbove } from '../comment-above.js';
import type { SignatureHelp, SignatureParameter } from './help.js';
import type { WrittenArguments } from '../written-arguments.js';

export function blockSignature(block: Block, written: WrittenArguments): SignatureHelp {
  const { statement, source } = block;
  let label = statement.name.text;
  const parameters = statement.parameters.map(({ name, fallback }): SignatureParameter => {
    const text = fallback ? `[${name.text} = ${source.slice(fallback.span)}]` : name.text;
    const start = label.length + 1;
    label += ` ${text}`;
    return {
      label: [start, start + text.length],
      documentation: fallback ? 'may be left out' : 'must be given',
    };
  });
  const documentation = commentAbove(source, statement.span.start);
  const activeParameter = activeOf(
    statement.parameters.map(({ name }) => name.text),
    written,
  );
  return { label, ...(documentation !== undefined && { documentation }), parameters, activeParameter };
}

function activeOf(names: readonly string[], { given, open }: WrittenArguments): number {
  const last = given.at(-1);
  if (last?.kind === 'named' && open !== undefined) {
    const at = names.indexOf(last.text);
    return at < 0 ? names.length : at;
  }
  const byPlace = given.filter(({ kind }) => kind !== 'named').length - (open === 'operand' ? 1 : 0);
  const byName = new Set(given.filter(({ kind }) => kind === 'named').map(({ text }) => text));
  const at = names.findIndex((name, i) => i >= byPlace && !byName.has(name));
  return at < 0 ? names.length : at;
}
