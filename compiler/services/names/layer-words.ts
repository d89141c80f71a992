// Which arguments of a layer are words of the language, and which may hold names. It reads from left to
// right, as `check/arguments.ts` does, which knows values too.

import { bareWord, type Argument, type Expression, type Size } from '../../../grammar/ast.js';
import type { Span } from '../../../grammar/source.js';
import { loneWords, optionWords } from '../../check/option-words.js';
import type { LayerDefinition } from '../../layers/definition.js';
import { layers } from '../../layers/index.js';
import type { Option } from '../../layers/signature.js';

export interface ToldApart {
  /** Words of the language: options, flags, activations. */
  readonly words: readonly Span[];
  /** What may hold names. */
  readonly values: readonly Argument[];
}

export function tellApart(
  definition: LayerDefinition,
  given: readonly Argument[],
  isParameter: (name: string) => boolean,
): ToldApart {
  const words: Span[] = [];
  const values: Argument[] = [];
  let option: Option<unknown> | undefined;
  for (const argument of given) {
    const word = argument.kind === 'size' ? bareWord(argument) : undefined;
    const called = argument.kind === 'size' ? calledEnding(definition, argument) : undefined;
    if (called !== undefined) {
      const inner = tellApart(called.definition, called.arguments, isParameter);
      words.push(called.span, ...inner.words);
      values.push(...inner.values);
    } else if (word === undefined) values.push(argument);
    else if (isOwnWord(definition, option, word.text, isParameter)) words.push(word.span);
    else values.push(argument);
    option = word !== undefined && option === undefined ? optionOf(definition, word.text) : undefined;
  }
  return { words, values };
}

/** Behind an option's word stands its value, which a parameter may be that is called like another word. */
function isOwnWord(
  definition: LayerDefinition,
  before: Option<unknown> | undefined,
  word: string,
  isParameter: (name: string) => boolean,
): boolean {
  if (before === undefined) return optionWords(definition).includes(word);
  const own = [...before.alone, ...(before.reader.words ?? []), before.reader.instead];
  return own.includes(word) || (optionWords(definition).includes(word) && !isParameter(word));
}

function optionOf({ signature }: LayerDefinition, word: string): Option<unknown> | undefined {
  const entry = Object.hasOwn(signature, word) ? signature[word] : undefined;
  return entry?.form === 'option' ? entry : undefined;
}

interface CalledEnding {
  readonly definition: LayerDefinition;
  readonly span: Span;
  readonly arguments: readonly Size[];
}

/** `bn(eps 1e-5)` at the end of a layer. */
function calledEnding({ suffixes }: LayerDefinition, { parts }: Size): CalledEnding | undefined {
  const [part] = parts;
  if (!suffixes || parts.length > 1 || part.kind !== 'call') return undefined;
  const definition = layers.get(part.name.text);
  if (definition?.isSuffix !== true) return undefined;
  return { definition, span: part.name.span, arguments: part.arguments.flat().map(asSize) };
}

function asSize(expression: Expression): Size {
  return { kind: 'size', parts: [expression], span: expression.span };
}

let alone: ReadonlySet<string> | undefined;

/** Words that a call of a block passes on as they are: `same`, `relu`, `max`; not `stride`. */
export function isPassedOn(word: string): boolean {
  alone ??= new Set(
    [...layers.values()].flatMap((each) => [...(each.isSuffix ? [each.word] : []), ...loneWords(each)]),
  );
  return alone.has(word);
}
