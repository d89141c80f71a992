// A way to write the gradient of a kernel where maps may lie in blocks.

import type { ConvolutionSizes, KernelGradient } from '../../kernel-gradient/sizes.js';
import type { BlockedLowering } from '../blocked-lowering.js';

/** Binds the gradient. */
export type BlockedWay = (op: KernelGradient, to: BlockedLowering, sizes: ConvolutionSizes) => void;
