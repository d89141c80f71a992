// Optimizers, clipping, the penalty and frozen parts on TensorFlow.js: by hand, and against the reference.

import { describe, expect, it } from 'vitest';
import type { Engine } from '../../runtime/engine.js';
import { referenceEngine } from '../../runtime/reference/index.js';
import { openTfjs } from '../../runtime/tfjs/index.js';
import { gradientDifference, train, trainingDifference } from '../onnx/comparison.js';
import { weightsThatMoved } from '../support/frozen-parts.js';
import { changesGradientsByHand } from '../support/gradient-change-by-hand.js';
import { Network } from '../support/network.js';
import { gradientChanges, optimizers } from '../support/training-settings.js';

/** A bias in front of a normalisation has no gradient but rounding, which Adam would blow up: there is none. */
function network() {
  const network = new Network();
  let x = network.convolution(network.input([5, 4, 2]), { window: 2, maps: 4, bias: false });
  x = network.activation(network.normalization(x), { name: 'tanh' });
  x = network.normalization(network.convolution(x, { window: 2, maps: 3, bias: false }), { scale: false });
  return network.finish(network.dense(network.flatten(x), 3));
}

describe.each(['cpu', 'wasm'] as const)('tfjs:%s', (backend) => {
  const open = (): Promise<Engine> => openTfjs(backend, 'npm i');
  changesGradientsByHand(open);

  const changes = Object.entries(gradientChanges).map(
    ([name, change]) => [name, 'nesterov', change] as const,
  );
  it.each([...['nesterov', 'adamw', 'rmsprop'].map((name) => [name, name, {}] as const), ...changes])(
    'follows the reference with %s',
    async (_, optimizer, change) => {
      const [choice, batches] = [{ loss: 'mse', ...change } as const, [4, 3, 4]];
      const ours = await train(await open(), network(), choice, optimizers[optimizer], batches);
      const theirs = await train(referenceEngine, network(), choice, optimizers[optimizer], batches);
      expect(trainingDifference(ours, theirs)).toBeLessThan(1e-4);
    },
  );

  it('leaves what is frozen as it is, and goes back through it', async () => {
    const choice = { loss: 'mse', freeze: ['bn1', 'conv2', 'bn2'] } as const;
    expect(await gradientDifference(network(), choice, 4, 1, await open())).toBeLessThan(1e-5);
    const moved = await weightsThatMoved(await open(), network(), choice);
    expect(moved).toEqual(['conv1/kernel', 'dense1/kernel', 'dense1/bias']);
  });
});
