// Computes the 1x1 convolutions of one value as one, their kernels side by side: an inception reads
// its input once and not four times. Slices hand each its own channels.

import type { SliceChannels } from '../../graph/training-ops.js';
import type { FusedConvolution, InferenceOp } from '../../graph/inference-ops.js';
import type { Convolution } from '../../graph/ops.js';
import type { Value } from '../../graph/value.js';
import { numbersOf, type Pass, type WeightData } from './pass.js';
import { WeightEdits } from './weight-edits.js';

type Pointwise = Convolution | FusedConvolution;

export const mergeSiblings: Pass = {
  name: 'merge-siblings',
  does: 'computes 1x1 convolutions of one value as one',
  apply(graph) {
    const families = familiesOf(graph.ops);
    if (families.size === 0) return { graph };
    const edits = new WeightEdits(graph);
    const members = new Set([...families.values()].flat());
    const ops = graph.ops.flatMap((op): InferenceOp[] => {
      const family = families.get(op);
      if (family !== undefined) return merged(family, graph.values, edits);
      return members.has(op as Pointwise) ? [] : [op];
    });
    return edits.finish(ops);
  },
};

/** By its first member, each family of two or more. */
function familiesOf(ops: readonly InferenceOp[]): Map<InferenceOp, readonly Pointwise[]> {
  const alike = new Map<string, Pointwise[]>();
  for (const op of ops) {
    if (!isPointwise(op)) continue;
    const { inputs, geometry } = op;
    const applied = op.kind === 'convolution' ? undefined : op.function;
    const key = JSON.stringify([inputs.x, inputs.bias === undefined, geometry.strides, applied]);
    const family = alike.get(key);
    if (family === undefined) alike.set(key, [op]);
    else family.push(op);
  }
  const families = [...alike.values()].filter(({ length }) => length > 1);
  return new Map(families.map((family) => [family[0], family]));
}

function isPointwise(op: InferenceOp): op is Pointwise {
  if (op.kind !== 'convolution' && op.kind !== 'fused-convolution') return false;
  const { window, groups, padding } = op.geometry;
  const isPadded = padding.some(({ before, after }) => before + after > 0);
  return groups === 1 && !isPadded && window.every((size) => size === 1);
}

function merged(family: readonly Pointwise[], values: readonly Value[], edits: WeightEdits): InferenceOp[] {
  const [first] = family;
  const layer = nameOf(family.map(({ origin }) => origin.layer));
  const maps = family.map(({ outputs }) => channelsOf(values, outputs.y));
  const all = maps.reduce((sum, each) => sum + each, 0);
  const names = family.map(({ inputs }) => edits.nameOf(inputs.kernel));
  const shape = [...values[first.inputs.kernel].shape.slice(0, -1), all];
  const kernel = edits.add(`${layer}/kernel`, shape, (before) => sideBySide(before, names, maps));
  const biases = family.flatMap(({ inputs }) =>
    inputs.bias === undefined ? [] : [edits.nameOf(inputs.bias)],
  );
  const bias =
    biases.length > 0 && edits.add(`${layer}/bias`, [all], (before) => sideBySide(before, biases, maps));
  const y = edits.value([...values[first.outputs.y].shape.slice(0, -1), all], true);
  const inputs = { x: first.inputs.x, kernel, ...(bias !== false && { bias }) };
  let start = 0;
  const slices = family.map(({ origin, outputs }, i): SliceChannels => {
    const slice = {
      kind: 'slice-channels',
      origin,
      inputs: { x: y },
      outputs,
      start,
      size: maps[i],
    } as const;
    start += maps[i];
    return slice;
  });
  return [{ ...first, origin: { layer }, inputs, outputs: { y } }, ...slices];
}

function channelsOf(values: readonly Value[], id: number): number {
  return values[id].shape[values[id].shape.length - 1];
}

/** `inception1.conv1+conv2`: the scope that all are in is named once. */
function nameOf(layers: readonly string[]): string {
  const scope = layers[0].slice(0, layers[0].lastIndexOf('.') + 1);
  const isCommon = layers.every(
    (layer) => layer.lastIndexOf('.') + 1 === scope.length && layer.startsWith(scope),
  );
  return isCommon ? scope + layers.map((layer) => layer.slice(scope.length)).join('+') : layers.join('+');
}

/** Joins weights along their last axis, the output channels. */
function sideBySide(weights: WeightData, names: readonly string[], widths: readonly number[]): Float32Array {
  const parts = names.map((name) => numbersOf(weights, name));
  const all = widths.reduce((sum, width) => sum + width, 0);
  const rows = parts[0].length / widths[0];
  const joined = new Float32Array(rows * all);
  let start = 0;
  parts.forEach((part, i) => {
    for (let row = 0; row < rows; row++) {
      joined.set(part.subarray(row * widths[i], (row + 1) * widths[i]), row * all + start);
    }
    start += widths[i];
  });
  return joined;
}
