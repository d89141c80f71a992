// What becomes of the values of an image before a network sees them: times a factor, plus a shift.

/** y = factor · x + shift, with one number for all channels or one a channel. */
export interface PixelScale {
  readonly factor: readonly number[];
  readonly shift: readonly number[];
}

/** Bytes as 0..1. */
export const unitScale: PixelScale = { factor: [1 / 255], shift: [0] };

/** Values as they are. */
export const noScale: PixelScale = { factor: [1], shift: [0] };
