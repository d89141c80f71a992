// The kernels of the first convolution as pictures: what a network looks for first.

import type { Graph } from '../../compiler/graph/graph.js';
import type { OpOf } from '../../compiler/graph/ops.js';
import type { Weights } from '../tensor.js';
import { byteOf, type OpaqueRaster, type Raster } from './pictures.js';
import { sheetOf } from './sheet.js';

export interface KernelSheet {
  readonly layer: string;
  /** As in the language: `5x5x1x6`. */
  readonly shape: readonly number[];
  readonly shown: number;
  readonly sheet: Raster;
}

const mostKernels = 64;
const columns = 16;

function firstConvolution(graph: Graph): OpOf<'convolution'> | undefined {
  return graph.ops.find((op) => op.kind === 'convolution');
}

/** Zero is grey. Three channels are red, green and blue; of others the mean is shown. */
function kernelRaster(
  data: Float32Array,
  [height, width, depth, kernels]: readonly number[],
  kernel: number,
  greatest: number,
): OpaqueRaster {
  const channels = depth === 3 ? 3 : 1;
  const weight = (pixel: number, channel: number): number =>
    data[(pixel * depth + channel) * kernels + kernel];
  const mean = (pixel: number): number => {
    let sum = 0;
    for (let channel = 0; channel < depth; channel++) sum += weight(pixel, channel);
    return sum / depth;
  };
  const pixels = Uint8Array.from({ length: height * width * channels }, (_, at) => {
    const pixel = Math.floor(at / channels);
    return byteOf(channels === 3 ? weight(pixel, at % 3) : mean(pixel), -greatest, greatest);
  });
  return { width, height, channels, pixels };
}

/** Undefined where the network has no convolution over height and width, or only of single pixels. */
export function kernelSheet(graph: Graph, weights: Weights): KernelSheet | undefined {
  const convolution = firstConvolution(graph);
  if (convolution === undefined) return undefined;
  const name = graph.weights.find(({ value }) => value === convolution.inputs.kernel)?.name ?? '';
  const kernel = weights.get(name);
  if (kernel?.shape.length !== 4 || kernel.shape[0] * kernel.shape[1] < 2) return undefined;
  const shown = Math.min(kernel.shape[3], mostKernels);
  const greatest = kernel.data.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) || 1;
  const rasters = Array.from({ length: shown }, (_, at) =>
    kernelRaster(kernel.data, kernel.shape, at, greatest),
  );
  return {
    layer: convolution.origin.layer,
    shape: kernel.shape,
    shown,
    sheet: sheetOf(rasters, columns),
  };
}
