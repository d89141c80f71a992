// Networks of the zoo on both engines, the light ones, on small inputs: what the layers do is the same at
// every size. `npm run check:zoo` runs all of them as they are written.

import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, expect, it } from 'vitest';
import { onnxEngineInThread } from '../../runtime/onnx/index.js';
import { complaintsAbout, measureAgreement } from './agreement.js';
import { lightened, lightNetworks } from './light-networks.js';

const engine = onnxEngineInThread({ threads: 1 });

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

it.each(Object.entries(lightNetworks))('%s', async (name, light) => {
  const agreement = await measureAgreement(lightened(name, light), { engine, calibration: 8 });
  expect(complaintsAbout(agreement)).toEqual([]);
});
