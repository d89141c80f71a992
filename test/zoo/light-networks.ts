// Networks of the zoo, lighter than they are written: what the layers do is the same at every size.

import { readFileSync } from 'node:fs';
import { compile } from '../../compiler/index.js';
import type { Graph } from '../../compiler/graph/graph.js';

/** What the text says of itself, changed to be lighter. */
export interface Light {
  readonly input: string;
  readonly set?: Readonly<Record<string, number>>;
  /** Divides those maps and units whose number is written out. */
  readonly narrower?: number;
}

export const lightNetworks: Readonly<Record<string, Light>> = {
  'lenet-5': { input: '28x28x1' },
  squeezenet: { input: '67x67x3', set: { version: 1.1 } },
  googlenet: { input: '64x64x3' },
  'mobilenet-v2': { input: '64x64x3' },
  'efficientnet-b0': { input: '64x64x3' },
  densenet: { input: '64x64x3' },
  m5: { input: '4000x1', set: { depth: 11 } },
  c3d: { input: '16x32x32x3', narrower: 8 },
  'u-net': { input: '188x188x1', narrower: 8 },
  alexnet: { input: '67x67x3', narrower: 8 },
  'inception-v3': { input: '75x75x3' },
  'mobilenet-v1': { input: '64x64x3' },
  resnet: { input: '64x64x3', set: { depth: 18 } },
  vgg: { input: '32x32x3', set: { depth: 11 }, narrower: 8 },
  xception: { input: '71x71x3' },
};

/** Its claims do not hold then, nor do the budgets, with which the texts end. */
export function lightened(name: string, { input, set = {}, narrower = 1 }: Light): Graph {
  const text = readFileSync(`examples/zoo/${name}.cnn`, 'utf8')
    .replace(/^input .*$/m, `input ${input}`)
    .replaceAll(/ -> [^#\n]*?(?= as |#|\n)/g, '')
    .replace(/^expect [^]*/m, '')
    .replaceAll(/(?<=\b(?:conv|conv-transpose|dense|Twice) )\d+/g, (maps) => `${Number(maps) / narrower}`);
  const { graph, diagnostics } = compile(text, { file: `${name}.cnn`, set });
  if (graph === undefined) throw new Error(`${name}: ${diagnostics[0]?.message}`);
  return graph;
}
