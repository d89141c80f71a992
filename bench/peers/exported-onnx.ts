// A network as an exporter of another framework would write it to ONNX: channels-first from door to
// door, one node a layer, weights as constants. What the engine's own models are measured against.

import { int, ints, float } from '../../compiler/emit/onnx/attributes.js';
import { channelsFirst, nativeShape, range, toNativeWeight } from '../../compiler/emit/onnx/layout.js';
import { NodeList, type Name } from '../../compiler/emit/onnx/node-list.js';
import { dataType, encodeModel, type ValueInfo } from '../../compiler/emit/onnx/schema.js';
import type { Graph } from '../../compiler/graph/graph.js';
import type { ConvolutionGeometry, Op, OpOf, PoolGeometry } from '../../compiler/graph/ops.js';
import type { ValueId } from '../../compiler/graph/value.js';
import type { Weights } from '../../runtime/tensor.js';

export interface ExportedModel {
  readonly bytes: Uint8Array;
  readonly input: string;
  readonly output: string;
}

/** Of networks with one input and one output, of the ops that the measured networks have. */
export function exportOnnx(graph: Graph, weights: Weights): ExportedModel {
  const [[input], [output]] = [graph.inputs, graph.outputs];
  const exporter = new Exporter(graph, weights);
  for (const op of graph.ops) exporter.add(op);
  exporter.list.nodes.push({
    name: 'last',
    opType: 'Identity',
    input: [exporter.name(output.value)],
    output: ['output'],
    attribute: [],
  });
  const describe = (name: string, value: ValueId): ValueInfo => {
    const dims = channelsFirst(graph.values[value].shape).map((dimValue) => ({ dimValue }));
    return {
      name,
      type: { tensorType: { elemType: dataType.float, shape: { dim: [{ dimParam: 'N' }, ...dims] } } },
    };
  };
  const { nodes: node, initializers: initializer } = exporter.list;
  const bytes = encodeModel({
    name: graph.name,
    node,
    initializer,
    input: [describe('input', input.value)],
    output: [describe('output', output.value)],
  });
  return { bytes, input: 'input', output: 'output' };
}

class Exporter {
  readonly list = new NodeList();
  private readonly graph: Graph;
  private readonly weights: Weights;
  private readonly names = new Map<ValueId, Name>();
  /** Flat values that were maps: the rows of a dense kernel behind them follow the map's order. */
  private readonly flattened = new Map<ValueId, readonly number[]>();

  constructor(graph: Graph, weights: Weights) {
    this.graph = graph;
    this.weights = weights;
    this.names.set(graph.inputs[0].value, 'input');
  }

  name(id: ValueId): Name {
    return this.names.get(id) ?? this.constant(id);
  }

  add(op: Op): void {
    const y = this.lower(op);
    this.names.set(op.outputs.y, y);
  }

  private lower(op: Op): Name {
    if (op.kind === 'convolution') return this.convolution(op);
    if (op.kind === 'dense') return this.dense(op);
    if (op.kind === 'batch-normalization') return this.normalization(op);
    if (op.kind === 'activation') return this.activation(op);
    if (op.kind === 'max-pool') {
      return this.list.node('MaxPool', [this.name(op.inputs.x)], windowOf(op.geometry));
    }
    if (op.kind === 'average-pool') return this.averagePool(op);
    if (op.kind === 'add') {
      return op.inputs.parts.map((part) => this.name(part)).reduce((a, b) => this.list.add(a, b));
    }
    if (op.kind === 'softmax') return this.list.node('Softmax', [this.name(op.inputs.x)], { axis: int(1) });
    if (op.kind === 'dropout') return this.name(op.inputs.x);
    if (op.kind === 'reshape') return this.flatten(op);
    throw new Error(`the exporter does not know ${op.kind}`);
  }

  private normalization({ inputs, epsilon }: OpOf<'batch-normalization'>): Name {
    const { x, gamma, beta, mean, variance } = inputs;
    if (gamma === undefined || beta === undefined) throw new Error('an exporter writes gamma and beta');
    const names = [x, gamma, beta, mean, variance].map((id) => this.name(id));
    return this.list.node('BatchNormalization', names, { epsilon: float(epsilon) });
  }

  private convolution({ inputs, geometry }: OpOf<'convolution'>): Name {
    const { x, kernel, bias } = inputs;
    const names = [x, kernel, ...(bias === undefined ? [] : [bias])].map((id) => this.name(id));
    const { dilations, groups } = geometry;
    return this.list.node('Conv', names, {
      ...windowOf(geometry),
      dilations: ints(dilations),
      group: int(groups),
    });
  }

  /** Linear layers keep their kernels [out, in]. */
  private dense({ inputs: { x, kernel, bias } }: OpOf<'dense'>): Name {
    const [rows, columns] = this.graph.values[kernel].shape;
    const given = this.weight(kernel);
    const order = rowsOf(this.flattened.get(x), rows);
    const transposed = Float32Array.from({ length: rows * columns }, (_, at) => {
      return given[order[at % rows] * columns + Math.floor(at / rows)];
    });
    const names = [this.name(x), this.list.tensor('kernel', [columns, rows], transposed)];
    if (bias !== undefined) names.push(this.name(bias));
    return this.list.node('Gemm', names, { transB: int(1) });
  }

  private activation({ function: { name }, inputs }: OpOf<'activation'>): Name {
    const x = this.name(inputs.x);
    if (name === 'relu') return this.list.node('Relu', [x]);
    if (name === 'relu6') return this.list.node('Clip', [x, this.list.scalar(0), this.list.scalar(6)]);
    throw new Error(`the exporter does not know ${name}`);
  }

  private averagePool({ inputs: { x }, geometry }: OpOf<'average-pool'>): Name {
    const map = this.graph.values[x].shape.slice(0, -1);
    if (!geometry.window.every((size, axis) => size === map[axis])) throw new Error('only a global average');
    return this.list.node('GlobalAveragePool', [this.name(x)]);
  }

  private flatten({ inputs: { x }, outputs: { y }, shape }: OpOf<'reshape'>): Name {
    if (shape.length !== 1) throw new Error('only a flattening');
    this.flattened.set(y, this.graph.values[x].shape);
    return this.list.node('Flatten', [this.name(x)], { axis: int(1) });
  }

  private constant(id: ValueId): Name {
    const value = this.graph.values[id];
    const name = this.list.tensor('weight', nativeShape(value), toNativeWeight(this.weight(id), value.shape));
    this.names.set(id, name);
    return name;
  }

  private weight(id: ValueId): Float32Array {
    const weight = this.graph.weights.find(({ value }) => value === id);
    const tensor = weight && this.weights.get(weight.name);
    if (tensor === undefined) throw new Error(`value ${id} is no weight`);
    return tensor.data;
  }
}

function windowOf({ window, strides, padding }: ConvolutionGeometry | PoolGeometry) {
  const pads = [...padding.map(({ before }) => before), ...padding.map(({ after }) => after)];
  return { kernel_shape: ints(window), strides: ints(strides), pads: ints(pads) };
}

/** Where in [height, width, channels] each element of [channels, height, width] lies. */
function rowsOf(shape: readonly number[] | undefined, rows: number): number[] {
  const channels = shape?.at(-1) ?? 1;
  if (shape === undefined || channels === rows) return range(rows);
  const pixels = rows / channels;
  return range(rows).map((at) => (at % pixels) * channels + Math.floor(at / pixels));
}
