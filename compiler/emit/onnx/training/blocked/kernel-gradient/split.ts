// What the sum over samples and pixels is split into, so that its parts keep all threads busy and
// are read from near memory.

import { range } from '../../../layout.js';
import type { ConvolutionSizes, KernelGradient } from '../../kernel-gradient/sizes.js';
import type { BlockedLowering } from '../blocked-lowering.js';

/** Rows of dy, from `start` to before `end`. */
export interface Tile {
  readonly start: number;
  readonly end: number;
}

export interface Split {
  /** Samples, rounded up to whole blocks. */
  readonly samples: number;
  /** Groups of samples; their sums are added up at the end. */
  readonly groups: number;
  readonly tiles: readonly Tile[];
}

/** ONNX Runtime computes so many blocks of output channels at once. */
const blocksAtOnce = 4;

/** Pieces of work, of which each thread takes one after another: enough to share out evenly. */
const enoughPieces = 16;

/**
 * Bytes of dy that are read again for each few numbers of the gradient. A half of a second-level
 * cache leaves room for what is read of x.
 */
const nearMemory = 128 * 1024;

/** Numbers in a row of the gradient from which on dy is read often enough for tiles to pay. */
const longRow = 48;

export function splitOf(to: BlockedLowering, op: KernelGradient, sizes: ConvolutionSizes): Split {
  const blocks = Math.ceil(sizes.batch / to.block);
  const pieces = Math.ceil(sizes.output / to.block / blocksAtOnce) * op.geometry.window[0];
  const enough = range(blocks)
    .map((i) => i + 1)
    .filter((groups) => blocks % groups === 0);
  const groups = enough.find((count) => count * pieces >= enoughPieces) ?? blocks;
  return { samples: blocks * to.block, groups, tiles: tilesOf(to, op, sizes) };
}

function tilesOf(to: BlockedLowering, op: KernelGradient, sizes: ConvolutionSizes): Tile[] {
  const { input, output, outputMap } = sizes;
  const [height, width] = outputMap;
  if (op.geometry.window[1] * input < longRow) return [{ start: 0, end: height }];
  const rowBytes = 4 * to.block * width * Math.min(to.roundUp(output), blocksAtOnce * to.block);
  const count = Math.min(height, Math.ceil((height * rowBytes) / nearMemory));
  return range(count).map((i) => ({
    start: Math.round((i * height) / count),
    end: Math.round(((i + 1) * height) / count),
  }));
}
