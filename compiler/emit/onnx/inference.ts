// A network with its weights as one ONNX model. Weights are constants, so that a runtime may
// fold and reorder them; the batch is of any size.

import type { Graph } from '../../graph/graph.js';
import { sizeOf } from '../../graph/value.js';
import type { Dialect } from './dialect.js';
import { lowerOp } from './forward/rules.js';
import { nativeShape, toNativeWeight } from './layout.js';
import { Lowering } from './lowering.js';
import type { ExternalTensor } from './node-list.js';

/** Numbers from which on a weight may be kept separate. */
const largeWeight = 100_000;

/** Weights by name, row-major in the language's layout. */
export type WeightData = ReadonlyMap<string, { readonly data: Float32Array }>;

export interface InferenceModel {
  /** The bytes of an `.onnx` file. */
  readonly bytes: Uint8Array;
  /** Weights that `bytes` names by a path; none unless they were to be kept separate. */
  readonly external: readonly ExternalTensor[];
  /** The names of the model's inputs, each [batch, ...shape], in the order of the graph's. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export interface InferenceOptions {
  /**
   * Keep large weights out of the bytes, in `external`: less memory where the model goes straight
   * to a runtime. False by default: one file holds everything.
   */
  readonly separateWeights?: boolean;
  /** `portable` by default. */
  readonly dialect?: Dialect;
}

/** Throws where a weight of the graph is missing, or of another size. */
export function emitInference(
  graph: Graph,
  weights: WeightData,
  { separateWeights = false, dialect }: InferenceOptions = {},
): InferenceModel {
  const lowering = new Lowering(graph.values, -1, dialect);
  const inputs = graph.inputs.map(({ name, value }) => lowering.batchedInput(name, value));
  addWeights(graph, weights, lowering, separateWeights);
  for (const op of graph.ops) lowerOp(op, lowering);
  lowering.layer = '';
  const outputs = graph.outputs.map(({ name, value }) => lowering.output(name, value));
  return { bytes: lowering.encode(graph.name), external: lowering.external, inputs, outputs };
}

function addWeights(graph: Graph, weights: WeightData, lowering: Lowering, separate: boolean): void {
  for (const { name, value } of graph.weights) {
    const weight = weights.get(name);
    if (weight === undefined) throw new Error(`no weight is named ${name}`);
    const shape = lowering.shape(value);
    if (weight.data.length !== sizeOf(shape)) {
      throw new Error(`${name} must be [${shape.join(', ')}], and has ${weight.data.length} numbers`);
    }
    const data = toNativeWeight(weight.data, shape);
    const dims = nativeShape(lowering.value(value));
    const isLarge = separate && data.length >= largeWeight;
    lowering.bind(
      value,
      isLarge ? lowering.externalTensor(name, dims, data) : lowering.tensor(name, dims, data),
    );
  }
}
