// Convolution (cross-correlation), its gradients and its transpose, with groups, strides and dilation.

import type { ConvolutionGeometry } from '../../compiler/graph/ops.js';
import { sizeOf, type Shape } from '../../compiler/graph/value.js';
import { channelsOf, generate, spatialOf, zeros, type NumberArray } from './array.js';
import { meetings, outputSize } from './windows.js';

/** One element of x times `length` elements of the kernel counts into as many of y. */
type Visit = (x: number, kernel: number, y: number, length: number) => void;

/**
 * Every product that a convolution sums, y += x · kernel, by the indices of its factors. The
 * gradients are sums of the same products: dkernel += x · dy and dx += kernel · dy.
 */
function products(x: Shape, y: Shape, geometry: ConvolutionGeometry, visit: Visit): void {
  const { groups } = geometry;
  const [channels, maps] = [x[x.length - 1], y[y.length - 1]];
  const [channelsOfGroup, mapsOfGroup] = [channels / groups, maps / groups];
  const [pixelsX, pixelsY] = [sizeOf(x.slice(1, -1)), sizeOf(y.slice(1, -1))];
  const met = meetings(x.slice(1, -1), geometry);
  for (let sample = 0; sample < x[0]; sample++) {
    for (const { output, input, tap } of met) {
      for (let channel = 0; channel < channels; channel++) {
        const firstMap = Math.floor(channel / channelsOfGroup) * mapsOfGroup;
        visit(
          (sample * pixelsX + input) * channels + channel,
          (tap * channelsOfGroup + (channel % channelsOfGroup)) * maps + firstMap,
          (sample * pixelsY + output) * maps + firstMap,
          mapsOfGroup,
        );
      }
    }
  }
}

/** x is [batch, ...map, channels], kernel [...window, channels / groups, maps], bias [maps]. */
export function convolution(
  x: NumberArray,
  kernel: NumberArray,
  bias: NumberArray | undefined,
  geometry: ConvolutionGeometry,
): NumberArray {
  const maps = channelsOf(kernel);
  const y = zeros([x.shape[0], ...outputSize(spatialOf(x), geometry), maps]);
  if (bias !== undefined) for (let i = 0; i < y.data.length; i++) y.data[i] = bias.data[i % maps];
  products(x.shape, y.shape, geometry, (xi, ki, yi, length) => {
    for (let map = 0; map < length; map++) y.data[yi + map] += x.data[xi] * kernel.data[ki + map];
  });
  return y;
}

export function convolutionKernelGradient(
  x: NumberArray,
  dy: NumberArray,
  geometry: ConvolutionGeometry,
): NumberArray {
  const dkernel = zeros([...geometry.window, channelsOf(x) / geometry.groups, channelsOf(dy)]);
  products(x.shape, dy.shape, geometry, (xi, ki, yi, length) => {
    for (let map = 0; map < length; map++) dkernel.data[ki + map] += x.data[xi] * dy.data[yi + map];
  });
  return dkernel;
}

/** `map` is the spatial size of x, which strides leave open. */
export function convolutionInputGradient(
  dy: NumberArray,
  kernel: NumberArray,
  geometry: ConvolutionGeometry,
  map: Shape,
): NumberArray {
  const channels = kernel.shape[kernel.shape.length - 2] * geometry.groups;
  const dx = zeros([dy.shape[0], ...map, channels]);
  products(dx.shape, dy.shape, geometry, (xi, ki, yi, length) => {
    for (let map = 0; map < length; map++) dx.data[xi] += kernel.data[ki + map] * dy.data[yi + map];
  });
  return dx;
}

/**
 * x is [batch, ...map, channels], kernel [...window, maps / groups, channels], bias [maps]; `map` is
 * the spatial size of y. By definition the gradient of the convolution that makes x of y, by y.
 */
export function transposedConvolution(
  x: NumberArray,
  kernel: NumberArray,
  bias: NumberArray | undefined,
  geometry: ConvolutionGeometry,
  map: Shape,
): NumberArray {
  const y = convolutionInputGradient(x, kernel, geometry, map);
  const maps = channelsOf(y);
  return generate(y, (i) => y.data[i] + (bias?.data[i % maps] ?? 0));
}
