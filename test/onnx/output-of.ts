// What ONNX Runtime makes of one sample, for numbers computed by hand.

import type { ValueId } from '../../compiler/graph/value.js';
import { Network } from '../support/network.js';
import { onnx, predict } from './comparison.js';

type Given = Readonly<Record<string, number[]>>;

/** What the layer makes of one sample, with weights by the last part of their names. */
export async function outputOf(
  shape: readonly number[],
  numbers: readonly number[],
  layer: (network: Network, x: ValueId) => ValueId,
  given: Given = {},
): Promise<number[]> {
  const network = new Network();
  const graph = network.finish(layer(network, network.input(shape)));
  const weights = new Map(
    graph.weights.map(({ name, value }) => {
      const data = Float32Array.from(given[name.split('/')[1]]);
      return [name, { shape: graph.values[value].shape, data }];
    }),
  );
  const x = { shape: [1, ...shape], data: Float32Array.from(numbers) };
  const { data } = await predict(onnx, graph, weights, x);
  return Array.from(data, (number) => Math.round(number * 1e4) / 1e4);
}
