// The zoo by modules for predictions on wasm, against ONNX Runtime, under weights that keep values in scale.

import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { globSync } from 'tinyglobby';
import { basename } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { Graph } from '../../../compiler/graph/graph.js';
import { onnxEngineInThread } from '../../../runtime/onnx/index.js';
import { Random } from '../../../runtime/random.js';
import { beforeSoftmax } from '../../support/before-softmax.js';
import { calibratedWeights } from '../../support/calibrated-weights.js';
import { randomPictures } from '../../support/random-pictures.js';
import { relativeDifference } from '../../support/relative-difference.js';
import { lightened, lightNetworks } from '../../zoo/light-networks.js';
import { compilationOf } from '../../zoo/zoo.js';
import { predictByModule } from './run-module.js';

const engine = onnxEngineInThread();
const files = globSync('examples/zoo/*.cnn').map((file) => basename(file, '.cnn'));

/** As written, but for the one in three dimensions, whose 38 G steps take the backend five minutes. */
function networkOf(file: string): Graph {
  if (file === 'c3d') return lightened(file, lightNetworks[file]);
  const { graph } = compilationOf({ file });
  if (graph === undefined) throw new Error(`${file} has mistakes`);
  return graph;
}

beforeAll(async () => {
  await tf.setBackend('wasm');
});

it.each(files.toSorted())(
  '%s',
  async (file) => {
    const graph = beforeSoftmax(networkOf(file));
    const pictures = randomPictures(graph, new Random(1, 'calibration'), 2);
    const weights = await calibratedWeights(graph, engine, 1, pictures);
    const inputs = randomPictures(graph, new Random(1, 'sample'), 1);
    const ours = await predictByModule({ graph, inputs, weights });
    const session = await engine.infer(graph, weights);
    const theirs = await session.predict(structuredClone(inputs));
    await session.dispose();
    graph.outputs.forEach(({ name }, index) => {
      const expected = theirs.get(name)?.data ?? new Float32Array();
      expect(relativeDifference(ours[index], expected)).toBeLessThan(1e-4);
    });
  },
  300_000,
);
