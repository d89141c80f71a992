// A small U-Net: two ways down, two ways up, what was seen on the way down joined on the way up, and
// a second output that says whether there is anything to see.

import type { Graph } from '../../compiler/graph/graph.js';
import type { ValueId } from '../../compiler/graph/value.js';
import { Network } from '../support/network.js';

export function unet(): Graph {
  const network = new Network('UNet');
  const convolution = (layer: string, x: ValueId, maps: number): ValueId =>
    network.relu(network.convolution(x, { window: 3, maps, pad: 'same' }, layer), `${layer}.relu`);
  const padded = network.zeroPad(
    network.affine(network.input([14, 14, 3], 'photo'), 1 / 255, -0.5, 'scale'),
    1,
    'frame',
  );
  const top = convolution('down1', padded, 4);
  const middle = convolution('down2', network.maxPool(top, { window: 2 }, 'pool1'), 6);
  let x = convolution('bottom', network.maxPool(middle, { window: 2 }, 'pool2'), 8);
  const seen = network.activation(
    network.dense(network.globalAverage(x, 'mean'), 1, 'seen'),
    { name: 'sigmoid' },
    'seen',
  );
  x = network.transposedConvolution(x, { window: 2, maps: 6, stride: 2 }, 'up2');
  x = convolution('merged2', network.concat([attended(network, middle, x), x], 'joined2'), 6);
  x = network.upsample(x, { factor: 2, mode: 'bilinear' }, 'up1');
  x = convolution('merged1', network.concat([top, x], 'joined1'), 4);
  const mask = network.activation(
    network.convolution(x, { window: 1, maps: 1 }, 'pixels'),
    { name: 'sigmoid' },
    'pixels',
  );
  return network.finish(
    { name: 'mask', value: network.crop(mask, 1, 'mask') },
    { name: 'seen', value: seen },
  );
}

/** What was seen on the way down, by how much each of its pixels matters. */
function attended(network: Network, skip: ValueId, x: ValueId): ValueId {
  const both = network.relu(network.add([skip, x], 'attention.sum'), 'attention.relu');
  const score = network.convolution(both, { window: 1, maps: 1 }, 'attention.score');
  return network.multiply([skip, network.activation(score, { name: 'sigmoid' }, 'attention')], 'attended');
}
