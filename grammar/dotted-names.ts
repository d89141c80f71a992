// Names of layers in blocks and branches, `Stage2.conv1`, which only the settings of `train` hold.
// Elsewhere a point without digits stays what it is, a character without a meaning.

import type { IToken } from 'chevrotain';
import * as T from './tokens.js';

interface Characters {
  readonly tokens: IToken[];
  /** What no token takes, single points among it. */
  readonly odd: readonly IToken[];
}

/** The tokens with dotted names as one, and what is left of the odd characters. */
export function withDottedNames(tokens: IToken[], odd: readonly IToken[]): Characters {
  const points = new Map(odd.filter(({ image }) => image === '.').map((point) => [point.startOffset, point]));
  if (points.size === 0) return { tokens, odd };
  const joined: IToken[] = [];
  const used = new Set<IToken>();
  let isTraining = false;
  for (const token of tokens) {
    const last = joined.at(-1);
    if (token.tokenType === T.LeftBrace && last?.tokenType === T.Train) isTraining = true;
    else if (token.tokenType === T.RightBrace) isTraining = false;
    const point = isTraining && last ? points.get(T.endOffset(last)) : undefined;
    if (last && point && isName(last) && isName(token) && touches(point, token)) {
      joined[joined.length - 1] = dotted(last, token);
      used.add(point);
    } else joined.push(token);
  }
  return { tokens: joined, odd: odd.filter((each) => !used.has(each)) };
}

function isName({ tokenType }: IToken): boolean {
  return tokenType === T.Name || tokenType === T.Hyphenated || tokenType === T.Dotted;
}

function touches(before: IToken, after: IToken): boolean {
  return T.endOffset(before) === after.startOffset;
}

function dotted(before: IToken, after: IToken): IToken {
  const tokenTypeIdx = T.Dotted.tokenTypeIdx as number;
  return { ...before, image: `${before.image}.${after.image}`, tokenType: T.Dotted, tokenTypeIdx };
}
