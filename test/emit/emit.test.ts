// What the emitter refuses, what it leaves out, and how long it takes.

import { describe, expect, it } from 'vitest';
import { emitTypeScript } from '../../compiler/emit/typescript/index.js';
import { UnsupportedTargetError } from '../../compiler/emit/typescript/unsupported-target-error.js';
import { GraphBuilder } from '../../compiler/graph/builder.js';
import type { Graph } from '../../compiler/graph/graph.js';
import { Network } from '../support/network.js';

const none = { before: 0, after: 0 };

/** A max-pool over a map with this many axes. */
function pooled(...map: number[]): Graph {
  const builder = new GraphBuilder('test');
  const x = builder.input('input', [...map, 3]);
  builder.layer = 'pool1';
  const geometry = {
    window: map.map(() => 2),
    strides: map.map(() => 2),
    padding: map.map(() => none),
    extension: map.map(() => 0),
  };
  const y = builder.apply({ kind: 'max-pool', inputs: { x }, geometry }, [...map.map((size) => size / 2), 3]);
  return builder.finish([{ name: 'output', value: y }]);
}

describe('emitTypeScript', () => {
  it.each([
    ['1', pooled(8)],
    ['3', pooled(8, 8, 8)],
  ])('refuses windows of %s axes, naming layer and target', async (axes, graph) => {
    const emitted = emitTypeScript(graph, { sourceName: 'test.cnn' });
    await expect(emitted).rejects.toThrow(UnsupportedTargetError);
    await expect(emitted).rejects.toThrow(
      new RegExp(`^pool1 cannot be emitted for typescript: .* ${axes} spatial`),
    );
  });

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
