// Proves that a device computes, and computes rightly: a small convolution, made by hand, that ONNX
// Runtime may leave to nothing else.

import { GraphBuilder } from '../../compiler/graph/builder.js';
import type { Graph } from '../../compiler/graph/graph.js';
import { zeros } from '../../compiler/graph/initializers.js';
import { EngineError } from '../engine.js';
import type { Tensor } from '../tensor.js';
import type { Adapter } from '../engine.js';
import { loadedAdapter } from './adapter.js';
import { openInference } from './inference-session.js';
import type { Place } from './place.js';

const upTo = (count: number, first: number) => Float32Array.from({ length: count }, (_, i) => first + i);

/** The kernel 1 to 9 over the map 0 to 15: Σ k·x at each of four places, each row of the kernel 45 more. */
const kernel: Tensor = { shape: [3, 3, 1, 1], data: upTo(9, 1) };
const map: Tensor = { shape: [1, 4, 4, 1], data: upTo(16, 0) };
const sums: readonly number[] = [303, 348, 483, 528];

function convolution(): Graph {
  const builder = new GraphBuilder('proof');
  const inputs = { x: builder.input('x', [4, 4, 1]), kernel: builder.weight('kernel', [3, 3, 1, 1], zeros) };
  const none = { before: 0, after: 0 };
  const geometry = { window: [3, 3], strides: [1, 1], padding: [none, none], dilations: [1, 1], groups: 1 };
  const value = builder.apply({ kind: 'convolution', inputs, geometry }, [2, 2, 1]);
  return builder.finish([{ name: 'y', value }]);
}

/**
 * Which adapter computes, as far as it can be learnt.
 * @throws EngineError where the device is not there, or computes something else
 */
export async function prove(place: Place): Promise<Adapter | undefined> {
  const session = await openInference(
    { ...place, mustCompute: true },
    convolution(),
    new Map([['kernel', kernel]]),
  );
  try {
    const y = (await session.predict(new Map([['x', map]]))).get('y')?.data ?? [];
    if (!sums.every((sum, i) => Math.abs(sum - y[i]) < 0.5)) {
      throw new EngineError(
        `onnx:${place.device} computes wrong numbers: ${[...y].join(', ')} where ${sums.join(', ')} is right`,
        'update the driver of the GPU, or choose --engine onnx:cpu',
      );
    }
    return place.device === 'webgpu' ? loadedAdapter() : undefined;
  } finally {
    await session.dispose();
  }
}
