// Holds a layer on ONNX Runtime against the reference: what it predicts, and all gradients.

import { expect } from 'vitest';
import type { ValueId } from '../../compiler/graph/value.js';
import { Network } from '../support/network.js';
import { forwardDifference, gradientDifference } from './comparison.js';

const tolerance = 1e-5;

/** Puts the layer behind a convolution, so that a gradient flows through it into weights. */
export async function check(
  size: readonly number[],
  layer: (network: Network, x: ValueId) => ValueId,
): Promise<void> {
  const network = new Network();
  const x = network.input(size);
  const channels = size[size.length - 1];
  const first =
    size.length === 1 ? network.dense(x, channels) : network.convolution(x, { window: 1, maps: channels });
  const graph = network.finish(layer(network, first));
  expect(await forwardDifference(graph)).toBeLessThan(tolerance);
  expect(await gradientDifference(graph, 'mse')).toBeLessThan(tolerance);
}
