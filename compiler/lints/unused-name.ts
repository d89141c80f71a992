// CNN611: a parameter, a block or a used file that nothing in the text names.

import type { BlockStatement, Body } from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import type { Finding, Lint } from './lint.js';
import { WordCounts } from './word-counts.js';

export const unusedName: Lint = {
  code: 'CNN611',
  severity: 'warning',
  check(subject, report) {
    const { file, source, comments, network } = subject;
    const declaring = file.statements.filter(
      ({ kind }) => kind === 'param' || kind === 'block' || kind === 'use',
    );
    if (declaring.length === 0) return;
    const words = new WordCounts(source, comments);
    // A text without a network is for others to use.
    const isLibrary = network.inputs.length === 0;
    for (const statement of declaring) {
      if (statement.kind === 'param' && words.inText(statement.name.text) < 2)
        report(parameter(statement.name));
      if (statement.kind !== 'block') continue;
      if (!isLibrary && isUncalled(statement, words)) report(block(statement));
      for (const name of unusedParameters(statement, words)) report(ofBlock(statement, name));
    }
    for (const use of subject.uses)
      if (use.from === source && use.blocks.every((name) => words.inText(name) === 0))
        report(used(use.span, use.blocks));
  },
};

type Name = BlockStatement['name'];

/** Its declaration names it once; a call of itself is no use. */
function isUncalled({ name, body }: BlockStatement, words: WordCounts): boolean {
  return words.inText(name.text) - words.inSpan(name.text, body.span) < 2;
}

/** Defaults may use the parameters before them. */
function unusedParameters({ parameters, body }: BlockStatement, words: WordCounts): Name[] {
  if (parameters.length === 0) return [];
  const whole: Body['span'] = { start: parameters[0].name.span.start, end: body.span.end };
  const counts = words.of(whole);
  return parameters.map(({ name }) => name).filter(({ text }) => (counts.get(text) ?? 0) < 2);
}

function parameter({ text, span }: Name): Finding {
  return {
    span,
    message: `nothing uses the parameter \`${text}\`, so \`--set ${text}=...\` changes nothing`,
    help: `use \`${text}\` where its value stands, or take the line out`,
  };
}

function block({ name, parameters }: BlockStatement): Finding {
  const call = [name.text, ...parameters.map((each) => each.name.text)].join(' ');
  return {
    span: name.span,
    message: `nothing calls the block \`${name.text}\``,
    help: `call it, as in \`${call}\`, or take it out`,
  };
}

function ofBlock({ name }: BlockStatement, { text, span }: Name): Finding {
  return {
    span,
    message: `\`${name.text}\` does nothing with its \`${text}\``,
    help: `use \`${text}\` in the block, or take it out here and in the calls`,
  };
}

function used(span: Span, blocks: readonly string[]): Finding {
  const listed = blocks.slice(0, 4).map((name) => `\`${name}\``);
  const more = blocks.length > listed.length ? ', ...' : '';
  return {
    span,
    message: blocks.length > 0 ? 'nothing calls a block of this file' : 'this file declares no blocks',
    help:
      blocks.length > 0
        ? `it gives ${listed.join(', ')}${more}: call one, or take the line out`
        : 'take the line out',
  };
}
