// How many channels ONNX Runtime's CPU keeps side by side, where training steps can be written in
// its own operators on such blocks. These are undocumented, so they are asked once in a process:
// what size a block has, and whether a small step of training gives the numbers of the portable one.

import type { InferenceSession as OnnxSession, Tensor as OnnxTensor } from 'onnxruntime-node';
import { emitBlockProbe, emitTrainingStep, nativeShape } from '../../compiler/emit/onnx/index.js';
import type { TrainingGraph } from '../../compiler/graph/graph.js';
import { sizeOf, type ValueId } from '../../compiler/graph/value.js';
import { Random } from '../random.js';
import type { OnnxRuntime } from './native.js';
import { probeBatch, probeStep } from './probe-step.js';
import { toOnnx } from './tensors.js';

const known = new WeakMap<OnnxRuntime, Promise<number | undefined>>();

/** Undefined where steps must be written in portable operators. */
export function blockSize(runtime: OnnxRuntime): Promise<number | undefined> {
  const size = known.get(runtime) ?? probe(runtime).catch(() => undefined);
  known.set(runtime, size);
  return size;
}

async function probe(runtime: OnnxRuntime): Promise<number | undefined> {
  const block = await probeOrder(runtime);
  if (block !== 8 && block !== 16) return undefined;
  const graph = probeStep();
  const values = randomValues(runtime, graph);
  const [ours, theirs] = [
    await stepOnce(runtime, graph, values, block),
    await stepOnce(runtime, graph, values),
  ];
  return [...theirs].every(([value, data]) => isClose(ours.get(value), data)) ? block : undefined;
}

async function probeOrder(runtime: OnnxRuntime): Promise<number> {
  const { bytes, input, output, dims } = emitBlockProbe();
  const numbers = Float32Array.from({ length: sizeOf(dims) }, (_, i) => i);
  const session = await runtime.InferenceSession.create(bytes, options);
  const result = await runOnce(session, { [input]: toOnnx(runtime, numbers, dims) });
  return (result[output].data as Float32Array).indexOf(1);
}

/** The errors of a model that does not load here are no one's business. */
const options: OnnxSession.SessionOptions = {
  executionProviders: ['cpu'],
  intraOpNumThreads: 1,
  logSeverityLevel: 4,
};

async function runOnce(session: OnnxSession, feeds: OnnxSession.FeedsType): Promise<OnnxSession.ReturnType> {
  try {
    return await session.run(feeds);
  } finally {
    await session.release();
  }
}

type Values = ReadonlyMap<ValueId, OnnxTensor>;

/** What the step reads. Its weights are inputs as its pictures are. */
function randomValues(runtime: OnnxRuntime, graph: TrainingGraph): Values {
  const random = new Random(1, 'probe');
  const read = [
    ...graph.inputs.map(({ value }) => value),
    ...graph.heads.map(({ target }) => target),
    ...graph.scalars.map(({ value }) => value),
    ...graph.states.map(({ before }) => before),
  ];
  const tensors = read.map((id) => {
    const value = graph.values[id];
    const dims = value.batched ? [probeBatch, ...value.shape] : nativeShape(value);
    const data = Float32Array.from({ length: sizeOf(dims) }, () => random.uniform() - 0.5);
    return [id, toOnnx(runtime, data, dims)] as const;
  });
  return new Map(tensors);
}

/** What the step makes of them, written in this form. */
async function stepOnce(
  runtime: OnnxRuntime,
  graph: TrainingGraph,
  values: Values,
  block?: number,
): Promise<Map<ValueId, Float32Array>> {
  const form = block === undefined ? {} : { block };
  const { bytes, inputs, outputs } = emitTrainingStep(graph, probeBatch, form);
  const session = await runtime.InferenceSession.create(bytes, options);
  const feeds = [...inputs].map(([value, name]) => [name, values.get(value) as OnnxTensor] as const);
  const results = await runOnce(session, Object.fromEntries(feeds));
  return new Map([...outputs].map(([value, name]) => [value, results[name].data as Float32Array]));
}

function isClose(ours: Float32Array | undefined, theirs: Float32Array): boolean {
  const largest = theirs.reduce((most, number) => Math.max(most, Math.abs(number)), 0);
  return theirs.every((number, i) => Math.abs(number - (ours?.[i] ?? NaN)) <= 1e-4 * largest);
}
