// A shape in which one size may be left to follow from the others: `7x7x64`, `_x64`.

import type { SizePart } from '../../grammar/ast.js';
import { unfit } from './misfit.js';
import type { ReadContext } from './read-context.js';
import type { Reader } from './signature.js';
import { whole } from './whole.js';

/** An undefined size stands for `_`. */
export const shapeToFill: Reader<readonly (number | undefined)[]> = {
  wants: 'a shape such as 7x7x64, with one `_` at most',
  read(argument, context) {
    if (argument.kind !== 'size' || argument.parts.length > 4) return unfit(argument, this.wants, context);
    const open = argument.parts.filter(({ kind }) => kind === 'wildcard');
    if (open.length > 1) return refuseSecond(open[1], context);
    if (argument.parts.some(({ kind }) => kind === 'range')) return unfit(argument, this.wants, context);
    const sizes = argument.parts.map((part) => sizeOfPart(part, context));
    return sizes.some((size, axis) => size === undefined && argument.parts[axis].kind !== 'wildcard')
      ? undefined
      : sizes;
  },
};

function sizeOfPart(part: SizePart, context: ReadContext): number | undefined {
  return part.kind === 'wildcard' || part.kind === 'range' ? undefined : whole(part, 1, context);
}

function refuseSecond({ span }: SizePart, context: ReadContext): undefined {
  context.report({
    code: 'CNN206',
    span,
    message: 'a second `_` leaves too much open: only one size can follow from the others',
    help: 'write all sizes but one',
  });
  return undefined;
}
