// What was done to samples before the network saw them: stored with its weights, and done again to
// whatever the network is shown later.

import type { Resize } from '../../compiler/training-options.js';
import { DataError } from './data-error.js';
import { unitScale, type PixelScale } from './pixel-scale.js';

export interface InputTreatment {
  readonly scale: PixelScale;
  readonly resize: Resize;
}

/** Of weights that say nothing of it. */
export const defaultTreatment: InputTreatment = { scale: unitScale, resize: 'stretch' };

const resizes: readonly Resize[] = ['stretch', 'fit', 'crop'];

/** As metadata of a weights file. */
export function treatmentMetadata({ scale, resize }: InputTreatment): [string, string][] {
  return [
    ['scale', JSON.stringify({ factor: scale.factor, shift: scale.shift })],
    ['resize', resize],
  ];
}

/**
 * The treatment that a weights file tells of.
 * @throws DataError where what it says is not to be understood
 */
export function treatmentIn(metadata: ReadonlyMap<string, string>): InputTreatment {
  const [scale, resize] = [metadata.get('scale'), metadata.get('resize')];
  return {
    scale: scale === undefined ? defaultTreatment.scale : scaleIn(scale),
    resize: resize === undefined ? defaultTreatment.resize : resizeIn(resize),
  };
}

function scaleIn(text: string): PixelScale {
  try {
    const value: unknown = JSON.parse(text);
    if (isScale(value)) return { factor: value.factor, shift: value.shift };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw unclear('scale', text);
}

function isScale(value: unknown): value is PixelScale {
  if (typeof value !== 'object' || value === null || !('factor' in value) || !('shift' in value))
    return false;
  const { factor, shift } = value;
  return isNumbers(factor) && isNumbers(shift) && factor.length === shift.length;
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every(Number.isFinite);
}

function resizeIn(text: string): Resize {
  const found = resizes.find((resize) => resize === text);
  if (found === undefined) throw unclear('resize', text);
  return found;
}

function unclear(name: string, text: string): DataError {
  return new DataError(
    `the weights say how to treat their input, but \`${name}\` is not to be understood: ${text.slice(0, 60)}`,
    'use weights as `cnnc train` wrote them',
  );
}
