// What names amount to where they are seen: one value, or several where calls and rounds differ.

import type { Shape } from '../graph/value.js';
import { textOfSize } from '../check/value-text.js';
import { written } from '../shapes/shape.js';
import type { Standpoint } from './standpoint.js';

/** `64`, `3x3`, `relu`; `64, 128, …` where it differs from run to run. */
export function parameterText(name: string, at: readonly Standpoint[]): string | undefined {
  return several(
    at.map(({ frame }) => {
      const value = frame.scope.parameter(name);
      return typeof value === 'number' ? numberText(value) : value && textOfSize(value);
    }),
  );
}

/** The shape of a named value. */
export function valueText(name: string, at: readonly Standpoint[]): string | undefined {
  return several(at.map(({ frame }) => shapeText(frame.scope.value(name)?.arrival?.shape)));
}

export function shapeText(shape: Shape | undefined): string | undefined {
  return shape && written(shape);
}

/** Without the last digits of float64, and with a sign as formulas have it. */
export function numberText(value: number): string {
  return `${Number(value.toPrecision(12))}`;
}

const mostShown = 4;

/** Each once, in the order in which they come. */
export function several(texts: readonly (string | undefined)[], separator = ', '): string | undefined {
  const distinct = [...new Set(texts)].filter((text) => text !== undefined);
  if (distinct.length === 0) return undefined;
  const shown = distinct.slice(0, mostShown);
  return [...shown, ...(distinct.length > mostShown ? ['…'] : [])].join(separator);
}
