// The pieces that queries are written in.

/** Quoted words, in one order whatever order they come in. */
function listed(words: Iterable<string>): string {
  return [...new Set(words)]
    .toSorted()
    .map((word) => JSON.stringify(word))
    .join(' ');
}

/** Tokens by their text: `["model" "param"] @keyword`. */
export function marks(capture: string, ...texts: readonly string[]): string {
  return `[${listed(texts)}] @${capture}`;
}

/** A pattern with the conditions under which it counts. */
export function pattern(nodes: string, ...conditions: readonly string[]): string {
  return conditions.length === 0 ? nodes : `(${[nodes, ...conditions].join('\n  ')})`;
}

export function isOneOf(capture: string, words: Iterable<string>): string {
  return `(#any-of? @${capture} ${listed(words)})`;
}

/** By an expression: `#not-any-of?` counts for nothing in some bindings of tree-sitter. */
export function isNoneOf(capture: string, words: Iterable<string>): string {
  return `(#not-match? @${capture} "^(${[...new Set(words)].toSorted().join('|')})$")`;
}

/** An expression that editors read in dialects of their own: keep to what all of them know. */
export function reads(capture: string, expression: string): string {
  return `(#match? @${capture} ${JSON.stringify(expression)})`;
}
