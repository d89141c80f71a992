// Over a name: what it stands for, here or in the several calls and rounds.

import type { Statement, Word } from '../../../grammar/ast.js';
import type { Analysis } from '../../compile.js';
import { commentAbove } from '../comment-above.js';
import { fence, paragraphs } from '../markdown.js';
import { namesInSight } from '../names-in-sight.js';
import type { Standpoint } from '../standpoint.js';
import { parameterText, several, shapeText, valueText } from '../value-in-sight.js';
import { visitsOf } from '../visits.js';

/** A name where it is used. */
export function nameHover(
  analysis: Analysis,
  { text, span }: Word,
  at: readonly Standpoint[],
): string | undefined {
  const known = namesInSight(analysis, span.start).find((name) => name.text === text);
  if (at.some(({ frame }) => frame.scope.hasValue(text))) return namedValue(text, valueText(text, at));
  const amount = parameterText(text, at);
  if (amount === undefined && known === undefined) return undefined;
  const of = known && commentAt(analysis, known.declaration);
  return paragraphs(parameter(text, amount, known?.kind === 'counter' ? 'counts from 0' : undefined), of);
}

/** The author's comment above a `param`. */
function commentAt({ source }: Analysis, { span }: Word): string | undefined {
  const isAlone = source.line(source.position(span.start).line).trimStart().startsWith('param');
  return isAlone ? commentAbove(source, span.start) : undefined;
}

/** A name where `param` declares it. */
export function parameterHover(analysis: Analysis, { text, span }: Word, at: readonly Standpoint[]): string {
  const { source } = analysis;
  return paragraphs(parameter(text, parameterText(text, at), undefined), commentAbove(source, span.start));
}

/** A name where `as` or an `input` declares it. */
export function namingHover(analysis: Analysis, { text }: Word, statement: Statement): string {
  const visits = visitsOf(analysis, statement);
  return namedValue(text, several(visits.map(({ after }) => shapeText(after.arrival?.shape))));
}

function namedValue(name: string, shape: string | undefined): string {
  return paragraphs(
    fence(shape === undefined ? name : `${name} -> ${shape}`),
    'A value of the network with a name.',
  );
}

/** A counter of a `repeat`, or a parameter of a block, where it is declared. */
export function declaredHover(name: string, at: readonly Standpoint[], about: string): string {
  return paragraphs(parameter(name, parameterText(name, at) ?? valueText(name, at), undefined), about);
}

function parameter(name: string, amount: string | undefined, about: string | undefined): string {
  return paragraphs(fence(amount === undefined ? name : `${name} = ${amount}`), about);
}
