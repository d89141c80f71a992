// What one training step reads, by the values of its graph: the same for every engine that trains.

import type { StepState, TrainingGraph } from '../compiler/graph/graph.js';
import { sizeOf, type ValueId } from '../compiler/graph/value.js';
import type { StepInput, TrainingStart } from './engine.js';
import { commonBatch, requireNumbers, tensorNamed, type Given } from './given-tensors.js';
import { drawMask } from './random.js';
import { scalarsOf } from './step-scalars.js';
import type { Tensor } from './tensor.js';

interface GivenTensor extends Given {
  readonly value: ValueId;
}

/**
 * Inputs, targets, masks and scalars; the states are the engine's own.
 * @throws EngineError where a tensor is missing, or is not [batch, ...shape] with one batch for all
 */
export function* tensorsOfStep(
  graph: TrainingGraph,
  input: StepInput,
  seed: number,
): Generator<readonly [ValueId, Tensor]> {
  const given = givenTensors(graph, input);
  const batch = commonBatch(given);
  for (const { value, tensor } of given) yield [value, tensor];
  for (const { value, rate, layer } of graph.masks) {
    const shape = [batch, ...graph.values[value].shape];
    const data = new Float32Array(sizeOf(shape));
    drawMask(data, rate, seed, input.step, layer);
    yield [value, { shape, data }];
  }
  const scalars = scalarsOf(graph.optimizer, input);
  for (const { scalar, value } of graph.scalars) {
    yield [value, { shape: [], data: Float32Array.of(scalars[scalar]) }];
  }
}

function givenTensors(graph: TrainingGraph, { inputs, targets }: StepInput): GivenTensor[] {
  const given = (label: string, value: ValueId, tensor: Tensor): GivenTensor => {
    return { label, value, tensor, shape: graph.values[value].shape };
  };
  return [
    ...graph.inputs.map(({ name, value }) => given(name, value, tensorNamed(inputs, name))),
    ...graph.heads.map(({ output, target }) => {
      return given(`the target of ${output}`, target, tensorNamed(targets, output, 'target'));
    }),
  ];
}

/**
 * A state of the optimizer starts from zeros where none is given; a weight must be given.
 * @throws EngineError where it is missing or has another size
 */
export function numbersOfState(
  graph: TrainingGraph,
  { name, before, role }: StepState,
  start: TrainingStart,
): Float32Array {
  const { shape } = graph.values[before];
  const given = role === 'optimizer' ? start.optimizerState?.get(name) : tensorNamed(start.weights, name);
  const data = given?.data ?? new Float32Array(sizeOf(shape));
  requireNumbers(name, shape, data);
  return data;
}
