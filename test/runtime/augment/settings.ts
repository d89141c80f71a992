// Settings that change nothing but what a test asks for.

import { unchanged } from '../../../compiler/check/training/settings/augment-words.js';
import type { Augmentation } from '../../../compiler/training-options.js';

export function settingsWith(changes: Partial<Augmentation> = {}): Augmentation {
  return { ...unchanged, ...changes };
}

export const everything = settingsWith({
  rotate: 30,
  shift: { height: 0.2, width: 0.1 },
  zoom: 0.2,
  shear: 10,
  flip: { horizontal: true, vertical: true },
  brightness: 0.3,
  contrast: 0.5,
  cutout: 0.4,
  noise: 0.1,
});
