// Small pictures of one size beside each other in one, so that a page of many stays small.

import type { OpaqueRaster, Raster } from './pictures.js';

/** @param columns how many stand in a row; between them is a transparent gap of one pixel */
export function sheetOf(rasters: readonly OpaqueRaster[], columns: number): Raster {
  const [{ width, height, channels }] = rasters;
  const across = Math.min(columns, rasters.length);
  const down = Math.ceil(rasters.length / columns);
  const sheet = { width: across * (width + 1) - 1, height: down * (height + 1) - 1 };
  const numbers = channels === 1 ? 2 : 4;
  const pixels = new Uint8Array(sheet.width * sheet.height * numbers);
  rasters.forEach((raster, at) => {
    const left = (at % columns) * (width + 1);
    const top = Math.floor(at / columns) * (height + 1);
    for (let pixel = 0; pixel < width * height; pixel++) {
      const to = (top + Math.floor(pixel / width)) * sheet.width + left + (pixel % width);
      pixels.set(raster.pixels.subarray(pixel * channels, (pixel + 1) * channels), to * numbers);
      pixels[to * numbers + channels] = 255;
    }
  });
  return { ...sheet, channels: numbers, pixels };
}
