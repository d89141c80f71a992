// The names that may stand somewhere: numbers, named values, blocks.

import { usageOfBlock } from '../../check/block-usage.js';
import { commentAbove } from '../comment-above.js';
import { signatureOf } from '../hover/block.js';
import { paragraphs, fence } from '../markdown.js';
import { parameterText, valueText } from '../value-in-sight.js';
import type { Situation } from './situation.js';
import type { Suggestion } from './suggestion.js';

/** Parameters and counters, with what they are here. */
export function numbers({ names, at }: Situation, rank: number): Suggestion[] {
  const known = names.filter(({ kind }) => kind !== 'value');
  return known.map(({ text, kind }) => ({
    label: text,
    kind: 'parameter',
    detail: parameterText(text, at),
    documentation: kind === 'counter' ? 'counts the rounds of a `repeat`, from 0' : undefined,
    rank,
  }));
}

/** Named values, with their shapes; the latest is the likeliest. */
export function values({ names, at }: Situation, rank: number): Suggestion[] {
  const known = names.filter(({ kind }) => kind === 'value');
  return known.map(({ text }) => ({ label: text, kind: 'value', detail: valueText(text, at), rank }));
}

/** Blocks of this file and of those that it uses, as calls with what they must be given. */
export function blocks({ scope, analysis }: Situation, rank: number): Suggestion[] {
  return [...scope.blockNames].flatMap((name) => {
    const block = scope.block(name);
    if (block === undefined) return [];
    const { statement, source } = block;
    const required = statement.parameters.filter(({ fallback }) => fallback === undefined);
    const places = required.map((parameter, i) => `\${${i + 1}:${parameter.name.text}}`);
    const documentation = paragraphs(
      fence(signatureOf(block)),
      commentAbove(source, statement.span.start),
      source === analysis.source ? undefined : `from \`${source.name}\``,
    );
    return [
      {
        label: name,
        kind: 'block',
        detail: usageOfBlock(block),
        documentation,
        snippet: [name, ...places].join(' '),
        rank,
      },
    ] as const;
  });
}
