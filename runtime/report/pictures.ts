// Small pictures as PNG files within the page.

/** Rows of pixels: a byte for grey or three for colours and, where it is transparent, one for that. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
  readonly pixels: Uint8Array;
}

export interface OpaqueRaster extends Raster {
  readonly channels: 1 | 3;
}

/** A picture that can stand in a page. */
export interface PagePicture {
  readonly width: number;
  readonly height: number;
  /** A data URI. */
  readonly uri: string;
}

/** Encodes pictures; undefined where the package that does so is not installed. */
export type EncodePicture = (raster: Raster) => Promise<PagePicture>;

export async function pictureEncoder(): Promise<EncodePicture | undefined> {
  const sharp = await import('sharp').then(
    (loaded) => loaded.default,
    () => undefined,
  );
  if (sharp === undefined) return undefined;
  return async ({ width, height, channels, pixels }) => {
    const png = await sharp(pixels, { raw: { width, height, channels } })
      .png({ compressionLevel: 9, palette: false })
      .toBuffer();
    return { width, height, uri: `data:image/png;base64,${png.toString('base64')}` };
  };
}

/** Numbers between `low` and `high` as bytes. */
export function byteOf(value: number, low: number, high: number): number {
  if (!(high > low)) return 0;
  return Math.round(255 * Math.min(1, Math.max(0, (value - low) / (high - low))));
}

/** One plane of numbers, [height, width]. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Means over squares of so many pixels that no side is longer than `most`. */
export function shrunk({ width, height, values }: Plane, most: number): Plane {
  const factor = Math.ceil(Math.max(width, height) / most);
  if (factor <= 1) return { width, height, values };
  const [columns, rows] = [Math.ceil(width / factor), Math.ceil(height / factor)];
  const means = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      means[row * columns + column] = meanOf(
        { width, height, values },
        row * factor,
        column * factor,
        factor,
      );
  return { width: columns, height: rows, values: means };
}

function meanOf({ width, height, values }: Plane, top: number, left: number, size: number): number {
  let [sum, count] = [0, 0];
  for (let y = top; y < Math.min(top + size, height); y++)
    for (let x = left; x < Math.min(left + size, width); x++) {
      sum += values[y * width + x];
      count++;
    }
  return sum / count;
}

/** The least and the greatest number. */
export function rangeOf(values: Float32Array): [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

/** Channel `channel` of numbers in the order [height, width, channels]. */
export function planeOf(
  values: Float32Array,
  [height, width, channels]: readonly number[],
  channel: number,
): Plane {
  const plane = new Float32Array(height * width);
  for (let pixel = 0; pixel < plane.length; pixel++) plane[pixel] = values[pixel * channels + channel];
  return { width, height, values: plane };
}
