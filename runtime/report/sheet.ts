// Small pictures of one size beside each other in one, so that a page of many stays small.

import type { Raster } from './pictures.js';

/** @param columns how many stand in a row; between them is a gap of one pixel in the colour of the ground */
export function sheetOf(rasters: readonly Raster[], columns: number, ground: number): Raster {
  const [{ width, height, channels }] = rasters;
  const across = Math.min(columns, rasters.length);
  const down = Math.ceil(rasters.length / columns);
  const sheet = { width: across * (width + 1) - 1, height: down * (height + 1) - 1 };
  const pixels = new Uint8Array(sheet.width * sheet.height * channels).fill(ground);
  rasters.forEach((raster, at) => {
    const left = (at % columns) * (width + 1);
    const top = Math.floor(at / columns) * (height + 1);
    for (let row = 0; row < height; row++) {
      const from = row * width * channels;
      const to = ((top + row) * sheet.width + left) * channels;
      pixels.set(raster.pixels.subarray(from, from + width * channels), to);
    }
  });
  return { ...sheet, channels, pixels };
}
