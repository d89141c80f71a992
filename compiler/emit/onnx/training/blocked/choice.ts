// Where blocks are worth it. What fills the last block up is computed like all else: with fewer
// than half of the channels, or of the samples where these take their place, portable operators
// were measured to be faster (convolutions of 3 maps 1.6 to 2.5 times in all, a batch of 1 as often).

import type { ConvolutionGeometry } from '../../../../graph/ops.js';
import type { BlockedLowering } from './blocked-lowering.js';

/** How the channels of a convolution fall into blocks; undefined where groups cut through them. */
export type Grouping = 'all' | 'whole blocks' | 'depthwise' | undefined;

export function groupingOf(
  to: BlockedLowering,
  input: number,
  output: number,
  { groups }: ConvolutionGeometry,
): Grouping {
  if (groups === 1) return 'all';
  if (groups === input && groups === output) return 'depthwise';
  const isWhole = (input / groups) % to.block === 0 && (output / groups) % to.block === 0;
  return isWhole ? 'whole blocks' : undefined;
}

/** For one or two samples to a block of 8 a step is short, and turning maps and kernels the most of it. */
export function isWorthBlocks(batch: number, block: number): boolean {
  return 4 * batch > block;
}

export function channelsFill(to: BlockedLowering, channels: number): boolean {
  return 2 * channels >= to.roundUp(channels);
}

/** Half of a block of samples is too few: they are turned around first. */
export function samplesFill(to: BlockedLowering): boolean {
  return 2 * to.batch > to.roundUp(to.batch);
}
