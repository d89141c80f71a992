// One picture as a network's input, its bytes as 0..1.

import type { Shape } from '../../compiler/graph/value.js';
import type { Resize } from '../../compiler/training-options.js';
import type { Tensor } from '../tensor.js';
import { decodePicture } from './pictures/decode-picture.js';
import { unitOfByte } from './unit-scale.js';

/**
 * Reads one picture as [height, width, channels] of a network's input.
 * @throws DataError where the file is missing, damaged, too large or no picture
 */
export async function readImage(file: string, input: Shape, resize: Resize = 'stretch'): Promise<Tensor> {
  const pixels = await decodePicture(file, input, resize);
  return { shape: input, data: Float32Array.from(pixels, (byte) => unitOfByte[byte]) };
}
