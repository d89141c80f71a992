// By how much one picture is changed in one epoch.

import type { Augmentation } from '../../../compiler/training-options.js';
import { Random } from '../../random.js';

export interface Amounts {
  /** Degrees, counterclockwise. */
  readonly rotate: number;
  /** Shares of height and width, downwards and to the right. */
  readonly shift: { readonly height: number; readonly width: number };
  /** How many times as large. */
  readonly zoom: number;
  /** Degrees by which upright lines lean, counterclockwise. */
  readonly shear: number;
  readonly flip: { readonly horizontal: boolean; readonly vertical: boolean };
  /** A share of the range of values, added. */
  readonly brightness: number;
  /** What differences from the mean are multiplied by. */
  readonly contrast: number;
  /** The middle of what is blanked out, as shares of height and width. */
  readonly cutout: { readonly row: number; readonly column: number };
}

/**
 * The stream of one picture in one epoch. The purpose is the last key, since the first numbers of
 * streams whose last keys are neighbours are neighbours too: sample after sample would turn alike.
 */
export function augmentationStream(seed: number, epoch: number, sample: number): Random {
  return new Random(seed, epoch, sample, 'augment');
}

/** Evenly from −range to range. */
function toEitherSide(range: number, random: Random): number {
  return range * (2 * random.uniform() - 1);
}

/**
 * Draws in this order, and draws also what the settings leave alone: one setting more changes
 * nothing that the others decide. Noise is drawn from the same stream after all of them.
 */
export function drawAmounts(settings: Augmentation, random: Random): Amounts {
  return {
    rotate: toEitherSide(settings.rotate, random),
    shift: {
      height: toEitherSide(settings.shift.height, random),
      width: toEitherSide(settings.shift.width, random),
    },
    zoom: 1 + toEitherSide(settings.zoom, random),
    shear: toEitherSide(settings.shear, random),
    flip: {
      horizontal: random.uniform() < 0.5 && settings.flip.horizontal,
      vertical: random.uniform() < 0.5 && settings.flip.vertical,
    },
    brightness: toEitherSide(settings.brightness, random),
    contrast: 1 + toEitherSide(settings.contrast, random),
    cutout: { row: random.uniform(), column: random.uniform() },
  };
}
