// Settings that change nothing but what a test asks for.

import type { Augmentation } from '../../../compiler/training-options.js';

const nothing: Augmentation = {
  rotate: 0,
  shift: { height: 0, width: 0 },
  zoom: 0,
  shear: 0,
  flip: { horizontal: false, vertical: false },
  brightness: 0,
  contrast: 0,
  cutout: 0,
  noise: 0,
  fill: 'nearest',
};

export function settingsWith(changes: Partial<Augmentation> = {}): Augmentation {
  return { ...nothing, ...changes };
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
