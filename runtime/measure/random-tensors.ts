// Numbers to measure with: what an engine computes takes no longer for their being random.

import type { Graph, TrainingGraph } from '../../compiler/graph/graph.js';
import { sizeOf, type Shape } from '../../compiler/graph/value.js';
import type { StepInput } from '../engine.js';
import { Random } from '../random.js';
import type { Tensor } from '../tensor.js';

/** Uniform numbers in −width / 2 ... width / 2. */
export function randomTensor(random: Random, shape: Shape, width: number): Tensor {
  return {
    shape,
    data: Float32Array.from({ length: sizeOf(shape) }, () => (random.uniform() - 0.5) * width),
  };
}

type Inputs = ReadonlyMap<string, Tensor>;

export function randomInputs({ inputs, values }: Pick<Graph, 'inputs' | 'values'>, batch: number): Inputs {
  return new Map(
    inputs.map(({ name, value }) => {
      return [name, randomTensor(new Random(batch, 'input', name), [batch, ...values[value].shape], 1)];
    }),
  );
}

/** One class for every place of every sample, which suits each loss. */
function randomTargets({ heads, values }: TrainingGraph, batch: number): Inputs {
  return new Map(
    heads.map(({ output, target }) => {
      const random = new Random(batch, 'target', output);
      return [output, oneHot(random, [batch, ...values[target].shape])];
    }),
  );
}

function oneHot(random: Random, shape: Shape): Tensor {
  const data = new Float32Array(sizeOf(shape));
  const classes = shape.at(-1) ?? 1;
  for (let row = 0; row < data.length; row += classes) data[row + (random.next() % classes)] = 1;
  return { shape, data };
}

export type Samples = Pick<StepInput, 'inputs' | 'targets'>;

export function randomSamples(graph: TrainingGraph, batch: number): Samples {
  return { inputs: randomInputs(graph, batch), targets: randomTargets(graph, batch) };
}

/** An engine may take tensors away to another thread: each run gets its own. */
export function copied(tensors: Inputs): Inputs {
  return new Map([...tensors].map(([name, { shape, data }]) => [name, { shape, data: data.slice() }]));
}
