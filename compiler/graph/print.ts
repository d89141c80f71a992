// A graph as text, an op a line, as `cnnc build --print-graph` shows it.

import { sameShape, written } from '../shapes/shape.js';
import type { InferenceGraph, InferenceOp } from './inference-ops.js';
import type { ActivationFunction, Padding, WindowGeometry } from './ops.js';
import type { ValueId } from './value.js';

/**
 * `%7 = convolution(image, conv1/kernel, conv1/bias) 5x5 pad 2  : 28x28x6`, with the layer that each
 * op came from where the line before was of another.
 */
export function printGraph(graph: InferenceGraph): string {
  const names = namesOf(graph);
  const lines = graph.ops.map((op) => {
    const settings = settingsOf(op).filter((setting) => setting !== '');
    const reads = Object.values(op.inputs as Record<string, ValueId | readonly ValueId[] | undefined>)
      .flat()
      .flatMap((value) => (value === undefined ? [] : [names(value)]));
    const made = `${names(op.outputs.y)} = ${op.kind}(${reads.join(', ')})`;
    return [[made, ...settings].join(' '), written(graph.values[op.outputs.y].shape)] as const;
  });
  const width = Math.min(90, Math.max(0, ...lines.map(([text]) => text.length)));
  return [
    ...graph.inputs.map(({ name, value }) => `input ${name}: ${written(graph.values[value].shape)}`),
    ...lines.map(([text, shape]) => `${text.padEnd(width)} : ${shape}`),
    ...graph.outputs.map(({ name, value }) => `output ${name} = ${names(value)}`),
    '',
  ].join('\n');
}

/** Inputs and weights by their names, the rest by numbers in the order of the ops. */
function namesOf(graph: InferenceGraph): (value: ValueId) => string {
  const names = new Map<ValueId, string>();
  for (const { name, value } of [...graph.inputs, ...graph.weights]) names.set(value, name);
  graph.ops.forEach(({ outputs }, i) => names.set(outputs.y, `%${i}`));
  return (value) => names.get(value) ?? `?${value}`;
}

/** What an op is set to, a piece each; empty where it is as one would expect. */
function settingsOf(op: InferenceOp): string[] {
  switch (op.kind) {
    case 'convolution':
    case 'transposed-convolution':
      return [...windowsOf(op.geometry), ...reachOf(op.geometry)];
    case 'fused-convolution':
      return [...windowsOf(op.geometry), ...reachOf(op.geometry), functionOf(op.function)];
    case 'fused-dense':
    case 'activation':
      return [functionOf(op.function)];
    case 'max-pool':
      return windowsOf(op.geometry, op.geometry.window);
    case 'average-pool':
      return [...windowsOf(op.geometry, op.geometry.window), op.includePadding ? 'include-pad' : ''];
    case 'batch-normalization':
      return [`eps ${op.epsilon}`];
    case 'dropout':
      return [String(op.rate)];
    case 'zero-pad':
      return [edgesOf(op.padding)];
    case 'crop':
      return [edgesOf(op.edges)];
    case 'upsample':
      return [written(op.factors), op.mode];
    case 'shuffle-channels':
      return [String(op.groups)];
    case 'affine':
      return [`${op.factor} shift ${op.offset}`];
    case 'local-response-normalization':
      return [`${op.size} alpha ${op.alpha} beta ${op.beta} k ${op.k}`];
    case 'slice-channels':
      return [`${op.start}..${op.start + op.size}`];
    case 'dense':
    case 'prelu':
    case 'softmax':
    case 'reshape':
    case 'concat':
    case 'add':
    case 'multiply':
      return [];
  }
}

/** Strides are named where they are not 1 or, for pools, those of their window. */
function windowsOf(
  { window, strides, padding }: WindowGeometry,
  expected: readonly number[] = window.map(() => 1),
): string[] {
  const stride = sameShape(strides, expected) ? '' : `stride ${same(strides.map(String))}`;
  const isPadded = padding.some(({ before, after }) => before + after !== 0);
  return [written(window), stride, isPadded ? `pad ${edgesOf(padding)}` : ''];
}

function reachOf({
  dilations,
  groups,
}: {
  readonly dilations: readonly number[];
  readonly groups: number;
}): string[] {
  const dilation = dilations.every((each) => each === 1) ? '' : `dilation ${same(dilations.map(String))}`;
  return [dilation, groups === 1 ? '' : `groups ${groups}`];
}

function edgesOf(edges: readonly Padding[]): string {
  return same(edges.map(({ before, after }) => (before === after ? String(before) : `${before}..${after}`)));
}

/** One for all axes where they agree. */
function same(sizes: readonly string[]): string {
  return new Set(sizes).size === 1 ? sizes[0] : sizes.join('x');
}

function functionOf({ name, ...settings }: ActivationFunction): string {
  return [name, ...Object.values(settings)].join(' ');
}
