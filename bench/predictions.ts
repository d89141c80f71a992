// Measures predictions of the MNIST network against tfjs' wasm backend with the same weights, in
// turn in one process.

import { onnxEngineInThread } from '../runtime/onnx/index.js';
import { Random } from '../runtime/random.js';
import { format, interleave } from './interleave.js';
import { judge, times } from './judge.js';
import { mnist, randomTensor, randomWeights } from './mnist.js';
import { tfjsPredictor } from './tfjs-wasm.js';

const batch = 64;
const rounds = 30;

const { graph } = mnist();
const weights = randomWeights(graph);
const session = await onnxEngineInThread().infer(graph, weights);
const tfjs = await tfjsPredictor(weights);
const images = randomTensor(new Random(4), [batch, 28, 28, 1], 1);
const [[input], [output]] = [graph.inputs, graph.outputs];

async function onnx(): Promise<Float32Array> {
  const outputs = await session.predict(new Map([[input.name, images]]));
  return outputs.get(output.name)?.data ?? new Float32Array();
}

const [ours, theirs] = [await onnx(), await tfjs(images)];
const difference = Math.max(...Array.from(ours, (value, i) => Math.abs(value - theirs[i])));
if (!(difference < 1e-5)) throw new Error(`the engines differ by ${difference}`);
const measured = await interleave({ onnx, tfjs: () => tfjs(images) }, rounds);
await session.dispose();

console.log(`predictions, batch ${batch}: ${format(measured.onnx)}, tfjs wasm ${format(measured.tfjs)}`);
const ratio = measured.tfjs.median / measured.onnx.median;
judge({ what: 'predictions against tfjs wasm', value: ratio, atLeast: 5, show: times });
