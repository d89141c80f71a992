// Asks ONNX Runtime for the sizes of many windows at once: a model holds a node for each, behind it one
// that reads its shape, and all shapes come back as one tensor.

import * as onnxRuntime from 'onnxruntime-node';
import { int, type Attributes } from '../../compiler/emit/onnx/attributes.js';
import { dataType, encodeModel, type Dimension, type ValueInfo } from '../../compiler/emit/onnx/schema.js';
import { NodeList } from '../../compiler/emit/onnx/node-list.js';

/** An operator on a map of one channel, and on a kernel where it takes one. */
export interface Node {
  readonly opType: 'Conv' | 'ConvTranspose' | 'MaxPool' | 'AveragePool';
  readonly map: readonly number[];
  readonly kernel?: readonly number[];
  readonly attributes: Attributes;
}

const settings = {
  // Nothing may be computed beforehand, or left out: every kernel is to say its own size.
  graphOptimizationLevel: 'disabled',
  intraOpNumThreads: 1,
  // What goes wrong is thrown; it need not be printed as well.
  logSeverityLevel: 4,
} as const;

/** The list of a model's nodes, and the tensors that it is given. */
class Windows extends NodeList {
  readonly feeds = new Map<string, onnxRuntime.Tensor>();

  /**
   * A tensor of one channel; those of the same sizes are the same. It is given when the model runs, with
   * sizes that the model does not say: ONNX's inference of shapes differs from the kernels of ONNX Runtime
   * for ceil pools (onnx/onnx#4958), and only the kernels are asked.
   */
  given(sizes: readonly number[]): string {
    const name = `of ${sizes.join('x')}`;
    const dims = [1, 1, ...sizes];
    if (!this.feeds.has(name)) this.feeds.set(name, new onnxRuntime.Tensor('float32', numbers(sizes), dims));
    return name;
  }
}

/** The spatial sizes of what each node makes. */
export async function sizesOf(nodes: readonly Node[]): Promise<number[][]> {
  const list = new Windows();
  const shapes = nodes.map((node) => list.node('Shape', [place(list, node)]));
  const all = list.node('Concat', shapes, { axis: int(0) });
  const length = nodes.reduce((sum, { map }) => sum + 2 + map.length, 0);
  const flat = await run(list, all, dataType.int64, length);
  let at = 0;
  return nodes.map(({ map }) => {
    // Every shape begins with the batch and the channel.
    const sizes = flat.slice(at + 2, at + 2 + map.length);
    at += 2 + map.length;
    return [...sizes];
  });
}

/** How far apart the numbers of each pair are, at most; the maps hold random numbers. */
export async function differencesOf(pairs: readonly (readonly [Node, Node])[]): Promise<number[]> {
  const list = new Windows();
  const differences = pairs.map(([one, other]) => {
    const difference = list.node('Sub', [place(list, one), place(list, other)]);
    const most = list.node('ReduceMax', [list.node('Abs', [difference])], { keepdims: int(0) });
    return list.node('Reshape', [most, list.integers([1])]);
  });
  const all = list.node('Concat', differences, { axis: int(0) });
  return run(list, all, dataType.float, pairs.length);
}

function place(list: Windows, { opType, map, kernel, attributes }: Node): string {
  const inputs = kernel === undefined ? [map] : [map, kernel];
  return list.node(
    opType,
    inputs.map((sizes) => list.given(sizes)),
    attributes,
  );
}

/** Numbers that no window mistakes for those of another place. */
function numbers(sizes: readonly number[]): Float32Array {
  const count = sizes.reduce((product, size) => product * size, 1);
  return Float32Array.from({ length: count }, (_, i) => Math.sin(i * i + 1));
}

async function run(list: Windows, output: string, elemType: number, length: number): Promise<number[]> {
  const bytes = encodeModel({
    name: 'windows',
    node: list.nodes,
    initializer: list.initializers,
    input: [...list.feeds].map(([name, { dims }]) => valueInfo(name, dataType.float, dims.map(unsaid))),
    output: [valueInfo(output, elemType, [{ dimValue: length }])],
  });
  const session = await onnxRuntime.InferenceSession.create(bytes, settings);
  const results = await session.run(Object.fromEntries(list.feeds), { logSeverityLevel: 4 });
  await session.release();
  return Array.from(results[output].data as ArrayLike<number | bigint>, Number);
}

const unsaid = (_size: number, axis: number): Dimension => (axis < 2 ? { dimValue: 1 } : {});

function valueInfo(name: string, elemType: number, dim: readonly Dimension[]): ValueInfo {
  return { name, type: { tensorType: { elemType, shape: { dim } } } };
}
