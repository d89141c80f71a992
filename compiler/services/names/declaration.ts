// What a name stands for: where a text declares it, and as what.

import type { BlockStatement } from '../../../grammar/ast.js';
import type { Source, Span } from '../../../grammar/source.js';

/** `parameter` is a `param` of a file, `value` what `as` or `input` names. */
export type DeclarationKind = 'parameter' | 'block' | 'block-parameter' | 'counter' | 'value';

export interface Declaration {
  readonly kind: DeclarationKind;
  readonly name: string;
  readonly source: Source;
  /** Of the name alone. */
  readonly span: Span;
  /** Of blocks. */
  readonly block?: BlockStatement;
}

/** A name in a text, bound to what it stands for. */
export interface Occurrence {
  readonly span: Span;
  readonly declaration: Declaration;
  readonly isDeclaration: boolean;
}

/** Other analyses of the same texts have the same declarations, as other objects. */
export function keyOf({ source, span }: Declaration): string {
  return `${source.name}\n${span.start}`;
}
