// `input [NAME] HxWxC`

import { bareWord, type LayerStatement, type Size, type Word } from '../../grammar/ast.js';
import { sizeOf, type Shape } from '../graph/value.js';
import { whole } from '../layers/readers.js';
import { evaluate } from './evaluate.js';
import type { ArgumentSurroundings } from './arguments.js';

export interface Input {
  readonly name: string;
  /** Where the name is written, if it is. */
  readonly word: Word | undefined;
  readonly shape: Shape;
}

const help = 'an image is height x width x channels: `input 28x28x1`';

/** Reports what does not fit; undefined then. */
export function readInput(statement: LayerStatement, around: ArgumentSurroundings): Input | undefined {
  const [first, second] = statement.arguments;
  const word = first?.kind === 'size' && second !== undefined ? bareWord(first) : statement.name;
  const given =
    word !== undefined && word !== statement.name ? statement.arguments.slice(1) : statement.arguments;
  const [size, surplus] = given;
  if (size === undefined) return refuse(statement, '`input` lacks its size', around, 'CNN204');
  if (size.kind !== 'size') return refuse(size, `expected a size, found \`${around.textOf(size)}\``, around);
  if (surplus !== undefined) return refuse(surplus, '`input` takes one size', around, 'CNN205');
  const shape = shapeOf(size, around);
  return shape && { name: word?.text ?? 'input', word, shape };
}

function shapeOf(size: Size, around: ArgumentSurroundings): Shape | undefined {
  const { textOf, report } = around;
  const reading = {
    textOf,
    report,
    evaluate: (expression: Parameters<typeof evaluate>[0]) => evaluate(expression, around),
  };
  const sizes = size.parts.map((part) => {
    if (part.kind !== 'wildcard' && part.kind !== 'range') return whole(part, 1, reading);
    return refuse(part, 'the size of an input is a number on every axis', around);
  });
  if (sizes.includes(undefined)) return undefined;
  const shape = sizes as number[];
  if (sizeOf(shape) > 2 ** 53)
    return refuse(size, `${shape.join('x')} is more than 2^53 numbers`, around, 'CNN306');
  if (shape.length === 1 || shape.length === 3) return shape;
  const message = `inputs with ${shape.length} axes are not in this version of cnnc`;
  return refuse(size, message, around, shape.length > 4 ? 'CNN206' : 'CNN208');
}

function refuse(
  node: { readonly span: { readonly start: number; readonly end: number } },
  message: string,
  { report }: ArgumentSurroundings,
  code: 'CNN204' | 'CNN205' | 'CNN206' | 'CNN208' | 'CNN306' = 'CNN206',
): undefined {
  report({ code, span: node.span, message, help });
}
