// The comment at the top of a module: which network it is, and where it came from.

import type { Graph } from '../../graph/graph.js';
import { sizeOf } from '../../graph/value.js';
import { grouped } from '../../summary/units.js';
import { commentText, shapeText } from './comment.js';
import type { NamedShape } from './sections/shapes.js';

/** Names cnnc in its first line: by that `cnnc build` knows the files that it may write again. */
export function header(
  graph: Graph,
  sourceName: string,
  inputs: readonly NamedShape[],
  outputs: readonly NamedShape[],
): string {
  return `// Compiled by cnnc from ${commentText(sourceName)}.
// ${commentText(graph.name)}: ${shapesText(inputs)} -> ${shapesText(outputs)}, ${parametersText(graph)}.`;
}

/** `28x28x1`, or several with their names. */
function shapesText(shapes: readonly NamedShape[]): string {
  if (shapes.length === 1) return shapeText(shapes[0].shape);
  return shapes.map(({ name, shape }) => `${commentText(name)} ${shapeText(shape)}`).join(', ');
}

function parametersText({ weights, values }: Graph): string {
  const count = (trainableOnly: boolean): number =>
    weights
      .filter(({ trainable }) => trainable || !trainableOnly)
      .reduce((total, { value }) => total + sizeOf(values[value].shape), 0);
  const [all, trainable] = [count(false), count(true)];
  const text = `${grouped(all)} parameter${all === 1 ? '' : 's'}`;
  return all === trainable ? text : `${text} (${grouped(trainable)} of them trained)`;
}
