// What comes of the arguments of a layer.

import type { Argument, Branches, ShortBranches, Word } from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import type { LayerDefinition } from '../layers/definition.js';
import type { Signature, Values } from '../layers/signature.js';

/** `bn` or an activation at the end of a layer. */
export interface MatchedSuffix {
  readonly word: Word;
  readonly definition: LayerDefinition;
  readonly matched: Matched;
}

/** Where an argument stands. */
export interface WrittenArgument {
  /** With its option's word. */
  readonly whole: Span;
  readonly value: Span;
}

export interface Matched {
  readonly values: Values<Signature>;
  /** By the argument's name. */
  readonly written: ReadonlyMap<string, WrittenArgument>;
  /** The last argument before the first suffix. */
  readonly last: Argument | undefined;
  readonly suffixes: readonly MatchedSuffix[];
  readonly branches: Branches | ShortBranches | undefined;
  /** What arguments amount to that are calculated or stand for something, by where they start. */
  readonly texts: ReadonlyMap<number, string>;
  /** Whether everything fits; the mistakes are reported. */
  readonly complete: boolean;
}

/** Of a word with nothing behind it. */
export function unwrittenWith(values: Values<Signature>): Matched {
  const nothing = new Map<never, never>();
  const none = { last: undefined, suffixes: [], branches: undefined, texts: nothing };
  return { values, written: nothing, complete: true, ...none };
}
