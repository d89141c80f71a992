// How weights start; Keras' defaults.

import type { Initializer } from './value.js';

export const zeros: Initializer = { kind: 'zeros' };
export const ones: Initializer = { kind: 'ones' };

/** Uniform between ±√(6 / (fanIn + fanOut)); Glorot and Bengio 2010. */
export function glorotUniform(fanIn: number, fanOut: number): Initializer {
  return { kind: 'glorot-uniform', fanIn, fanOut };
}

export function constant(value: number): Initializer {
  return { kind: 'constant', value };
}
