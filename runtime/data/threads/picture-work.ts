// Reads pictures to see which are sound, and keeps what they decode to where there is room.

import { sizeOf, type Shape } from '../../../compiler/graph/value.js';
import type { Resize } from '../../../compiler/training-options.js';
import { DataError } from '../data-error.js';
import { decodePicture } from '../pictures/decode-picture.js';

export interface PictureStart {
  readonly shape: Shape;
  readonly resize: Resize;
  /** Shared by all threads: a place for each picture; undefined where nothing is kept. */
  readonly into: Uint8Array | undefined;
}

/** Pictures in a row, of which the first has the number `first` among all. */
export interface PictureJob {
  readonly first: number;
  readonly files: readonly string[];
}

export interface PictureFailure {
  /** The picture's number among all. */
  readonly picture: number;
  readonly reason: string;
}

export function pictureWork({ shape, resize, into }: PictureStart) {
  const size = sizeOf(shape);
  return async ({ first, files }: PictureJob, signal: AbortSignal): Promise<PictureFailure[]> => {
    const failures: PictureFailure[] = [];
    const read = async (file: string, at: number): Promise<void> => {
      const pixels = await decodePicture(file, shape, resize).catch((error: unknown) => {
        if (error instanceof DataError) return error;
        throw error;
      });
      if (pixels instanceof DataError) failures.push({ picture: first + at, reason: pixels.message });
      else into?.set(pixels, (first + at) * size);
    };
    // Two at once: one is read from the disk while the other is decoded.
    for (let at = 0; at < files.length; at += 2) {
      signal.throwIfAborted();
      await Promise.all(files.slice(at, at + 2).map((file, next) => read(file, at + next)));
    }
    return failures;
  };
}
