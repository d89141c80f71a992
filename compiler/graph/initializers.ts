// How weights start; Keras' defaults.

import type { Initializer } from './value.js';

export const zeros: Initializer = { kind: 'zeros' };
export const ones: Initializer = { kind: 'ones' };

/** Uniform between ±√(6 / (fanIn + fanOut)); Glorot and Bengio 2010. */
export function glorotUniform(fanIn: number, fanOut: number): Initializer {
  return { kind: 'glorot-uniform', fanIn, fanOut };
}

/** Uniform between ±√(6 / fanIn); He et al. 2015, “Delving deep into rectifiers”. */
export function heUniform(fanIn: number): Initializer {
  return { kind: 'he-uniform', fanIn };
}

export function constant(value: number): Initializer {
  return { kind: 'constant', value };
}
