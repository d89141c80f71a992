// The comment at the top of a module: which network it is, and where it came from.

import { commentText, shapeText } from './comment.js';
import type { NamedShape } from './shapes.js';

export interface Header {
  /** What the module was made from. */
  readonly sourceName: string;
  /** The network's. */
  readonly name: string;
  readonly inputs: readonly NamedShape[];
  readonly outputs: readonly NamedShape[];
  /** What else is to know of the network, such as how many parameters it has. */
  readonly remark: string;
}

/** Names cnnc in its first line: by that `cnnc build` knows the files that it may write again. */
export function headerText({ sourceName, name, inputs, outputs, remark }: Header): string {
  return `// Compiled by cnnc from ${commentText(sourceName)}.
// ${commentText(name)}: ${shapesText(inputs)} -> ${shapesText(outputs)}, ${remark}.`;
}

/** `28x28x1`, or several with their names. */
function shapesText(shapes: readonly NamedShape[]): string {
  if (shapes.length === 1) return shapeText(shapes[0].shape);
  return shapes.map(({ name, shape }) => `${commentText(name)} ${shapeText(shape)}`).join(', ');
}
