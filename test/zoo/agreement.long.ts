// Networks of the zoo on both engines, the light ones, on small inputs: what the layers do is the same at
// every size. `npm run check:zoo` runs all of them as they are written.

import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, expect, it } from 'vitest';
import { compile } from '../../compiler/index.js';
import type { Graph } from '../../compiler/graph/graph.js';
import { onnxEngineInThread } from '../../runtime/onnx/index.js';
import { complaintsAbout, measureAgreement } from './agreement.js';

const engine = onnxEngineInThread({ threads: 1 });

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

/** What the text says of itself, changed to be lighter. */
interface Light {
  readonly input: string;
  readonly set?: Readonly<Record<string, number>>;
  /** Divides those maps and units whose number is written out. */
  readonly narrower?: number;
}

const networks: Readonly<Record<string, Light>> = {
  'lenet-5': { input: '28x28x1' },
  squeezenet: { input: '67x67x3', set: { version: 1.1 } },
  googlenet: { input: '64x64x3' },
  'mobilenet-v2': { input: '64x64x3' },
  'efficientnet-b0': { input: '64x64x3' },
  densenet: { input: '64x64x3' },
  m5: { input: '4000x1', set: { depth: 11 } },
  c3d: { input: '16x32x32x3', narrower: 8 },
  'u-net': { input: '188x188x1', narrower: 8 },
};

it.each(Object.entries(networks))('%s', async (name, light) => {
  const agreement = await measureAgreement(lightened(name, light), { engine, calibration: 8 });
  expect(complaintsAbout(agreement)).toEqual([]);
});

/** Its claims do not hold then, nor do the budgets, with which the texts end. */
function lightened(name: string, { input, set = {}, narrower = 1 }: Light): Graph {
  const text = readFileSync(`examples/zoo/${name}.cnn`, 'utf8')
    .replace(/^input .*$/m, `input ${input}`)
    .replaceAll(/ -> [^#\n]*?(?= as |#|\n)/g, '')
    .replace(/^expect [^]*/m, '')
    .replaceAll(/(?<=\b(?:conv|conv-transpose|dense|Twice) )\d+/g, (maps) => `${Number(maps) / narrower}`);
  const { graph, diagnostics } = compile(text, { file: `${name}.cnn`, set });
  if (graph === undefined) throw new Error(`${name}: ${diagnostics[0]?.message}`);
  return graph;
}
