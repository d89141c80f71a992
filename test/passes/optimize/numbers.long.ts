// Every pass keeps what a network computes, alone and after those before it, on random networks and
// on the examples that the plain reference can compute.

import { expect, it } from 'vitest';
import type { InferenceGraph } from '../../../compiler/graph/inference-ops.js';
import { verify } from '../../../compiler/graph/verify.js';
import { compile } from '../../../compiler/index.js';
import { optimize, passes, type WeightData } from '../../../compiler/passes/optimize/index.js';
import { Random } from '../../../runtime/random.js';
import { evaluate, type GivenArrays, type NumberArray } from '../../../runtime/reference/index.js';
import { randomInputs, randomWeights } from '../../support/random-tensors.js';
import { relativeDifference } from '../../support/relative-difference.js';
import { examples, randomTexts } from '../../agreement/networks.js';

/** Folded weights are rounded to float32 once more; the other passes do not round at all. */
const bound = 1e-5;

const texts = [
  ...randomTexts.slice(0, 40),
  ...examples.filter(({ large }) => !large).map(({ text }) => text),
];

function shaped(graph: InferenceGraph, weights: WeightData): GivenArrays {
  return new Map(
    graph.weights.map(({ name, value }) => {
      const { data } = weights.get(name) as { data: Float32Array };
      return [name, { shape: graph.values[value].shape, data }];
    }),
  );
}

function outputsOf(graph: InferenceGraph, inputs: GivenArrays, weights: GivenArrays): NumberArray[] {
  const values = evaluate(graph, inputs, weights);
  return graph.outputs.map(({ value }) => values.get(value) as NumberArray);
}

/** The networks, with what they compute before any pass. */
const networks = texts.map((text, seed) => {
  const { graph } = compile(text);
  if (graph === undefined) throw new Error(`no network: ${text}`);
  const random = new Random(seed);
  const [inputs, weights] = [randomInputs(graph, random, 1), randomWeights(graph, random)];
  return { text, graph, inputs, weights, outputs: outputsOf(graph, inputs, weights) };
});

/** The largest difference that these passes make to an output. */
function differenceAfter(
  { graph, inputs, weights, outputs }: (typeof networks)[number],
  chosen: typeof passes,
) {
  const optimized = optimize(graph, chosen);
  verify(optimized.graph);
  const after = outputsOf(optimized.graph, inputs, shaped(optimized.graph, optimized.weights(weights)));
  expect(after.map(({ shape }) => shape)).toEqual(outputs.map(({ shape }) => shape));
  return Math.max(...after.map(({ data }, i) => relativeDifference(data, outputs[i].data)));
}

const choices = [
  ...passes.map((pass) => ({ name: `${pass.name} alone`, chosen: [pass] })),
  { name: 'all of them', chosen: passes },
  { name: 'all of them twice', chosen: [...passes, ...passes] },
];

it.each(choices)('$name', ({ chosen }) => {
  const apart = networks
    .map((network) => ({ text: network.text, difference: differenceAfter(network, chosen) }))
    .filter(({ difference }) => !(difference <= bound));
  expect(apart).toEqual([]);
});

it.each(passes)('$name finds something to do in these networks', (pass) => {
  const at = passes.indexOf(pass);
  const changes = networks.some(({ graph }) => {
    const before = optimize(graph, passes.slice(0, at)).graph;
    return pass.apply(before).graph !== before;
  });
  expect(changes).toBe(true);
});
