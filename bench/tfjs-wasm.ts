// The same network on TensorFlow.js' wasm backend, the fastest that it has in plain Node.

import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import type { Tensor, Weights } from '../runtime/tensor.js';

/** Starts the backend, and returns what predicts a batch with these weights. */
export async function tfjsPredictor(weights: Weights): Promise<(images: Tensor) => Promise<Float32Array>> {
  const backend = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(dirname(backend) + sep);
  if (!(await tf.setBackend('wasm'))) throw new Error('the wasm backend of tfjs does not start');
  const model = createModel();
  model.setWeights([...weights.values()].map(({ data, shape }) => tf.tensor(data, [...shape])));
  return async ({ data, shape }) => {
    const digits = tf.tidy(() => model.predict(tf.tensor(data, [...shape])) as tf.Tensor);
    const probabilities = (await digits.data()) as Float32Array;
    digits.dispose();
    return probabilities;
  };
}

function createModel(): tf.LayersModel {
  const convolution = { kernelSize: 5, padding: 'same', activation: 'relu' } as const;
  return tf.sequential({
    layers: [
      tf.layers.conv2d({ ...convolution, filters: 32, inputShape: [28, 28, 1] }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ ...convolution, filters: 64 }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 128, activation: 'relu' }),
      tf.layers.dropout({ rate: 0.4 }),
      tf.layers.dense({ units: 10, activation: 'softmax' }),
    ],
  });
}
