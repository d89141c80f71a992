// Values as TypeScript source. Every text of a network passes through here or through `comment.ts`
// on its way into a module, so that none of it can become code.

/** Source that is code already: a constant's name, a call with literal arguments. */
export class Expression {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

export type LiteralValue = string | number | boolean | Expression | readonly LiteralValue[];

/** Properties in the order in which they are to stand. */
export type Properties = Readonly<Record<string, LiteralValue | undefined>>;

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

export function literal(value: LiteralValue): string {
  if (value instanceof Expression) return value.source;
  if (typeof value === 'string') return stringLiteral(value);
  if (typeof value === 'object') return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'number') return numberLiteral(value);
  return String(value);
}

/** An object literal on one line, without the properties that are undefined. */
export function objectLiteral(properties: Properties): string {
  const entries = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined ? [] : [property(key, literal(value))],
  );
  return `{ ${entries.join(', ')} }`;
}

/** `key: value`, or the shorthand where both are one name. */
export function property(key: string, value: string): string {
  if (key === value) return key;
  // A plain `__proto__` would set the prototype.
  if (key === '__proto__') return `['__proto__']: ${value}`;
  return `${IDENTIFIER.test(key) ? key : stringLiteral(key)}: ${value}`;
}

/** Escapes what does not print too: line separators, and marks that turn the direction of text. */
export function stringLiteral(text: string): string {
  return JSON.stringify(text).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) as number).toString(16)}}`;
}

/** 1e-5 rather than 0.00001. */
function numberLiteral(value: number): string {
  return value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential() : String(value);
}

/** Source that reads a property. */
export function member(object: string, key: string): string {
  return IDENTIFIER.test(key) ? `${object}.${key}` : `${object}[${stringLiteral(key)}]`;
}
