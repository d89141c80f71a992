// Networks that between them use most kernels of a backend, small enough for slow ones.

import type { Graph } from '../../compiler/graph/graph.js';
import type { ValueId } from '../../compiler/graph/value.js';
import { Network } from '../support/network.js';

/** Windows, products and sums over two axes. */
export function planes(): Graph {
  const network = new Network();
  const image = network.input([8, 7, 3]);
  const stem = network.convolution(image, { window: [3, 2], maps: 4, stride: 2, pad: [1, 2] });
  const depths = { window: 3, maps: 4, groups: 4, dilation: 2, pad: 'same', bias: false } as const;
  const wide = network.normalization(network.convolution(stem, depths));
  const gate = network.convolution(wide, { window: 1, maps: 1, bias: false });
  const pooled = network.maxPool(network.multiply([wide, gate]), { window: 3, stride: 2, pad: 1 });
  const enlarged = network.transposedConvolution(pooled, { window: 2, stride: 2, groups: 2, maps: 4 });
  const even = network.averagePool(enlarged, { window: 2, stride: 1, pad: [0, 1], includePadding: true });
  return network.finish(ending(network, network.responseNormalization(even, { size: 3, alpha: 0.5 })));
}

/** Maps with three axes, which most backends have few kernels for. */
export function volumes(): Graph {
  const network = new Network();
  const volume = network.input([3, 4, 3, 2]);
  const x = network.convolution(volume, { window: 2, maps: 4, groups: 2, pad: [1, 0] });
  const pooled = network.averagePool(x, { window: [1, 2, 2], stride: [1, 2, 1], ceil: true });
  const larger = network.upsample(network.prelu(pooled), { factor: [2, 1, 2], mode: 'bilinear' });
  return network.finish(ending(network, network.maxPool(larger, { window: [2, 1, 2], stride: 1 })));
}

function ending(network: Network, x: ValueId): ValueId {
  return network.dense(network.dropout(network.flatten(network.activation(x, { name: 'gelu' })), 0.25), 3);
}
