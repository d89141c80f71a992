// The shapes of a network's inputs or outputs, as constants with literal types.

import { capitalized, NameScope } from './names.js';
import { Expression, literal, member, property } from './literal.js';
import type { Shape } from '../../graph/value.js';

export interface NamedShape {
  readonly name: string;
  readonly shape: Shape;
}

export interface ShapeConstant {
  /** `inputShape`, or `inputShapes` where there are several. */
  readonly name: string;
  /** Of the type. */
  readonly typeName: string;
  readonly value: string;
  /** What each is called where there are several. */
  readonly keys: readonly string[];
  /** Source that reads the shape of each. */
  readonly elements: readonly Expression[];
}

/** A constant for one shape, or for several by name. */
export function shapeConstant(side: 'input' | 'output', shapes: readonly NamedShape[]): ShapeConstant {
  const name = shapes.length === 1 ? `${side}Shape` : `${side}Shapes`;
  const typeName = capitalized(name);
  if (shapes.length === 1) {
    return { name, typeName, value: literal(shapes[0].shape), keys: [], elements: [new Expression(name)] };
  }
  const scope = new NameScope();
  const keys = shapes.map((shape) => scope.claim(shape.name, '_'));
  const entries = shapes.map(({ shape }, index) => property(keys[index], literal(shape)));
  return {
    name,
    typeName,
    value: `{\n${entries.join(',\n')}\n}`,
    keys,
    elements: keys.map((key) => new Expression(member(name, key))),
  };
}
