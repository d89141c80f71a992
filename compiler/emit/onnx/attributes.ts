// Attributes of ONNX nodes. Each states its type, for a float of whole value must not pass for an int.

import { attributeType, type AttributeMessage } from './schema.js';

type Attribute = Omit<AttributeMessage, 'name'>;

export type Attributes = Readonly<Record<string, Attribute>>;

export const float = (f: number): Attribute => ({ type: attributeType.float, f });
export const int = (i: number): Attribute => ({ type: attributeType.int, i });
export const ints = (values: readonly number[]): Attribute => ({ type: attributeType.ints, ints: values });

/** Attribute strings of ONNX are plain ASCII words. */
export const word = (text: string): Attribute => ({
  type: attributeType.string,
  s: Uint8Array.from(text, (character) => character.charCodeAt(0)),
});
