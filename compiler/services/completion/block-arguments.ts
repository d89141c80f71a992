// What may stand behind a block's name: its parameters, by place or by name.

import type { BlockParameter } from '../../../grammar/ast.js';
import type { Block } from '../../check/scope.js';
import type { WrittenArguments } from '../written-arguments.js';
import { endings } from './endings.js';
import { operands } from './expression.js';
import { values } from './names.js';
import type { Situation } from './situation.js';
import type { Suggestion } from './suggestion.js';

export function blockArguments(situation: Situation, block: Block, written: WrittenArguments): Suggestion[] {
  const { parameters } = block.statement;
  if (written.open === 'operand') return operands(situation, 0);
  if (written.open === 'named') {
    const name = written.given.at(-1)?.text;
    const parameter = parameters.find((each) => each.name.text === name);
    return [...defaultOf(parameter, block), ...operands(situation, 1), ...values(situation, 3)];
  }
  const byPlace = written.given.filter(({ kind }) => kind !== 'named').length;
  const byName = new Set(written.given.filter(({ kind }) => kind === 'named').map(({ text }) => text));
  const open = parameters.filter(({ name }, i) => i >= byPlace && !byName.has(name.text));
  const isWanted = open.some(({ fallback }) => fallback === undefined);
  const named = open.map((parameter) => byNameOf(parameter, block));
  if (open.length === 0) return endings(situation);
  const own = [...named, ...operands(situation, isWanted ? 1 : 3), ...values(situation, 4)];
  return isWanted ? own : [...own, ...endings(situation)];
}

/** `maps=`, with its default or a number to fill in. */
function byNameOf({ name, fallback }: BlockParameter, { source, statement }: Block): Suggestion {
  const text = fallback && source.slice(fallback.span);
  return {
    label: `${name.text}=`,
    kind: 'parameter',
    detail: text === undefined ? 'must be given' : `${text} unless given`,
    documentation: `parameter of \`${statement.name.text}\``,
    snippet: `${name.text}=\${1:${text ?? '1'}}`,
    rank: fallback === undefined ? 0 : 2,
  };
}

function defaultOf(parameter: BlockParameter | undefined, { source }: Block): Suggestion[] {
  if (parameter?.fallback === undefined) return [];
  const label = source.slice(parameter.fallback.span);
  return [{ label, kind: 'value', detail: 'its default', rank: 0 }];
}
