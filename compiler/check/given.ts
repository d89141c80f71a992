// Values that a call gives to a block: numbers, and sizes and words of options, which stand for
// themselves where the block names its parameter alone.

import {
  bareWord,
  type Argument,
  type Expression,
  type Range,
  type Size,
  type SizePart,
  type Word,
} from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import type { LayerDefinition } from '../layers/definition.js';
import { layers } from '../layers/index.js';
import { evaluate, type Surroundings } from './evaluate.js';
import { loneWords } from './option-words.js';
import type { Given, Scope } from './scope.js';

/** What an argument of a call, or the default of a parameter, amounts to; reports where it is nothing. */
export function given(size: Size, around: Surroundings): Given | undefined {
  const word = bareWord(size);
  if (word && wordsAlone().has(word.text)) return size;
  const value = word && around.scope.parameter(word.text);
  if (value !== undefined) return value;
  const [part] = size.parts;
  const expected = word ? { ...around, options: [...wordsAlone()] } : around;
  if (size.parts.length === 1 && isExpression(part)) return evaluate(part, expected);
  const parts = size.parts.map((each) => settled(each, around));
  return parts.includes(undefined) ? undefined : { ...size, parts: parts as SizePart[] };
}

/** The size or word that a parameter's name stands for; undefined where it stands for a number, or is none. */
export function sizeGiven(argument: Argument, scope: Scope): Size | undefined {
  const word = argument.kind === 'size' ? parameterWord(argument) : undefined;
  const value = word && scope.parameter(word.text);
  return typeof value === 'object' ? at(value, argument.span) : undefined;
}

/** `k` or, where `k` is an option too, `(k)`. */
function parameterWord(size: Size): Word | undefined {
  const [part] = size.parts;
  if (size.parts.length > 1 || part.kind !== 'group') return bareWord(size);
  return part.inner.kind === 'name' ? { text: part.inner.name, span: part.inner.span } : undefined;
}

function isExpression(part: SizePart): part is Expression {
  return part.kind !== 'wildcard' && part.kind !== 'range';
}

/** A part whose numbers are known. */
function settled(part: SizePart, around: Surroundings): SizePart | undefined {
  if (part.kind === 'wildcard') return part;
  if (part.kind !== 'range') return literal(part, around);
  const [from, to] = [literal(part.from, around), literal(part.to, around)];
  return from && to && { ...part, from, to };
}

function literal(expression: Expression, around: Surroundings): Expression | undefined {
  const value = evaluate(expression, around);
  return value === undefined ? undefined : { kind: 'number', value, span: expression.span };
}

/** The same size as if it were written there, so that messages point at the place where it is used. */
function at(size: Size, span: Span): Size {
  const moved = <P extends SizePart>(part: P): P => ({ ...part, span });
  const range = (part: Range): Range => ({ ...moved(part), from: moved(part.from), to: moved(part.to) });
  return {
    ...size,
    span,
    parts: size.parts.map((part) => (part.kind === 'range' ? range(part) : moved(part))),
  };
}

let alone: ReadonlySet<string> | undefined;

/** The words of all layers that say something without a value, the endings among them: `relu`. */
function wordsAlone(): ReadonlySet<string> {
  return (alone ??= new Set([...layers.values()].flatMap(wordsOf)));
}

function wordsOf(definition: LayerDefinition): string[] {
  return [...(definition.isSuffix ? [definition.word] : []), ...loneWords(definition)];
}
