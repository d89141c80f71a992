// The engine on TensorFlow.js. Its sessions compute on the thread that calls them and let others have
// it between two ops; what waits for a GPU or reads from it never blocks.

import type { Engine } from '../engine.js';
import { Lender, type OpenDevice } from './device.js';
import { TfInference } from './inference-session.js';
import { TfTraining } from './training-session.js';

/**
 * Opens the device once, to see that it is there.
 * @throws EngineError where it is not
 */
export async function tfjsEngine(name: string, openDevice: () => Promise<OpenDevice>): Promise<Engine> {
  const lender = new Lender(openDevice);
  await lender.borrow();
  await lender.giveBack();
  return {
    name,
    infer: (graph, weights) => TfInference.open(lender, graph, weights),
    train: (graph, start) => TfTraining.open(lender, graph, start),
  };
}
