// Looks ahead as Chevrotain does, but works out what may come next at a place of the grammar when a text first
// gets there: most texts use few of the places, and all of them took a seventh of a whole `cnnc check`.

import { LLkLookaheadStrategy, type ILookaheadStrategy } from 'chevrotain';

export class LazyLookahead extends LLkLookaheadStrategy {
  override buildLookaheadForAlternation(
    ...[place]: Parameters<ILookaheadStrategy['buildLookaheadForAlternation']>
  ): ReturnType<ILookaheadStrategy['buildLookaheadForAlternation']> {
    return onFirstUse(() => super.buildLookaheadForAlternation(place));
  }

  override buildLookaheadForOptional(
    ...[place]: Parameters<ILookaheadStrategy['buildLookaheadForOptional']>
  ): ReturnType<ILookaheadStrategy['buildLookaheadForOptional']> {
    return onFirstUse(() => super.buildLookaheadForOptional(place));
  }
}

/** `this` is the parser, whose tokens the function looks at. */
function onFirstUse<This, Words extends unknown[], Result>(
  build: () => (this: This, ...words: Words) => Result,
): (this: This, ...words: Words) => Result {
  let built: ReturnType<typeof build> | undefined;
  return function (...words) {
    built ??= build();
    return built.apply(this, words);
  };
}
