// What the emitter leaves out, what it puts together, and how long it takes.

import { describe, expect, it } from 'vitest';
import { emitTypeScript } from '../../compiler/emit/typescript/index.js';
import { Network } from '../support/network.js';

describe('emitTypeScript', () => {
  it('leaves out what no output needs', async () => {
    const network = new Network();
    const x = network.input([4]);
    network.activation(network.dense(x, 2, 'unused'), { name: 'hard-swish' }, 'unused');
    const text = await emitTypeScript(network.finish(network.dense(x, 2, 'used')), {
      sourceName: 'test.cnn',
    });
    expect(text).not.toMatch(/unused|HardSwish/);
  });

  it('does not let an activation in where others read the value before it', async () => {
    const network = new Network();
    const x = network.dense(network.input([4]), 4);
    const text = await emitTypeScript(network.finish(network.add([x, network.relu(x)])), {
      sourceName: 'test.cnn',
    });
    expect(text).toContain("tf.layers.activation({ name: 'relu1', activation: 'relu' })");
  });

  it('emits a thousand layers in a few seconds', async () => {
    const network = new Network('Deep');
    let x = network.input([32, 32, 8]);
    for (let index = 1; index <= 500; index++) {
      const y = network.convolution(x, { window: 3, maps: 8, pad: 'same' });
      x = network.relu(y);
    }
    const graph = network.finish(x);
    const start = performance.now();
    await emitTypeScript(graph, { sourceName: 'deep.cnn' });
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
