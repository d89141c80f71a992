// What `augment` can do to a picture, word by word.

import type { Augmentation, Fill } from '../../../training-options.js';
import { degrees, share, wholeShare, type NumberRange } from '../number-range.js';
import type { SettingWord } from '../setting-definition.js';

export const fills = {
  nearest: 'the pixel at the edge that is nearest; the default',
  zero: 'zeros, before scaling',
  reflect: 'the picture mirrored at its edge',
  wrap: 'the picture again',
} satisfies Record<Fill, string>;

export const directions = { horizontal: 'left and right change places', vertical: 'top and bottom do' };

function by(value: NumberRange, about: string): SettingWord & { readonly value: NumberRange } {
  return { about, value };
}

/** One number says how much. */
export const amounts = {
  rotate: by(degrees(180), 'turned, by so many degrees to either side'),
  zoom: by(share, 'magnified, by 1 − share to 1 + share'),
  shear: by(degrees(89), 'slanted, by so many degrees to either side'),
  brightness: by(wholeShare, 'lighter or darker, by such a share of the range of values'),
  contrast: by(wholeShare, 'differences from the mean times 1 − share to 1 + share'),
  cutout: by(
    wholeShare,
    'a square blanked out somewhere, of such a share of the shorter side (DeVries and Taylor 2017)',
  ),
  noise: by(wholeShare, 'normal noise, its deviation such a share of the range of values'),
};

export const words = {
  rotate: amounts.rotate,
  shift: by(share, 'moved, by such a share of height and width to either side; `10%x5%` for one each'),
  zoom: amounts.zoom,
  shear: amounts.shear,
  flip: { about: 'mirrored, half of the time; `horizontal`, `vertical` or both', words: directions },
  brightness: amounts.brightness,
  contrast: amounts.contrast,
  cutout: amounts.cutout,
  noise: amounts.noise,
  fill: { about: 'what fills the pixels that a moved picture leaves free', words: fills },
} satisfies Record<keyof Augmentation, SettingWord>;

export const unchanged: Augmentation = {
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
