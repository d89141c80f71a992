// Networks small enough that the reference engine trains them in milliseconds, and data for them.

import { GraphBuilder } from '../../compiler/graph/builder.js';
import type { Graph } from '../../compiler/graph/graph.js';
import { defaultTrainingOptions, type TrainingOptions } from '../../compiler/training-options.js';
import { datasetInMemory, type Dataset } from '../../runtime/data/dataset.js';
import { Random } from '../../runtime/random.js';

export interface TinyOptions {
  readonly units?: number;
  readonly end?: 'softmax' | 'sigmoid' | 'none';
  readonly dropout?: number;
}

/** 4x4x1, flatten, dense 8 relu, dense with softmax. */
export function tinyNetwork({ units = 3, end = 'softmax', dropout = 0 }: TinyOptions = {}): Graph {
  const build = new GraphBuilder('Tiny');
  const x = build.input('input', [4, 4, 1]);
  const flat = build.apply({ kind: 'reshape', inputs: { x }, shape: [16] }, [16]);
  let hidden = denseLayer(build, 'dense1', flat, 16, 8);
  hidden = build.apply({ kind: 'activation', inputs: { x: hidden }, function: { name: 'relu' } }, [8]);
  if (dropout > 0) {
    build.layer = 'dropout1';
    hidden = build.apply({ kind: 'dropout', inputs: { x: hidden }, rate: dropout }, [8]);
  }
  const scores = denseLayer(build, 'dense2', hidden, 8, units);
  return build.finish([{ name: 'output', value: endOf(build, scores, units, end) }]);
}

function denseLayer(build: GraphBuilder, layer: string, x: number, size: number, units: number): number {
  build.layer = layer;
  const kernel = build.weight(`${layer}/kernel`, [size, units], {
    kind: 'glorot-uniform',
    fanIn: size,
    fanOut: units,
  });
  const bias = build.weight(`${layer}/bias`, [units], { kind: 'zeros' });
  return build.apply({ kind: 'dense', inputs: { x, kernel, bias } }, [units]);
}

function endOf(build: GraphBuilder, x: number, units: number, end: TinyOptions['end']): number {
  if (end === 'softmax') return build.apply({ kind: 'softmax', inputs: { x } }, [units]);
  if (end === 'sigmoid') {
    return build.apply({ kind: 'activation', inputs: { x }, function: { name: 'sigmoid' } }, [units]);
  }
  return x;
}

/** Noise with one bright row, whose number is the label. Easy to learn. */
export function stripes(count: number, classes = 3, seed = 7): Dataset {
  const random = new Random(seed, 'stripes');
  const images = new Uint8Array(count * 16);
  const labels = new Float32Array(count);
  for (let sample = 0; sample < count; sample++) {
    const label = sample % classes;
    labels[sample] = label;
    for (let pixel = 0; pixel < 16; pixel++) {
      const bright = pixel >> 2 === label;
      images[sample * 16 + pixel] = Math.floor(random.uniform() * 100) + (bright ? 150 : 0);
    }
  }
  return datasetInMemory({ name: 'stripes', values: images, labels, shape: [4, 4, 1] });
}

export function tinyTraining(changes: Partial<TrainingOptions> = {}): TrainingOptions {
  const optimizer = { ...defaultTrainingOptions.optimizer, rate: 0.02 };
  return { ...defaultTrainingOptions, optimizer, batch: 8, epochs: 3, seed: 5, ...changes };
}
