// One engine against the others, as a line: `engine-line.js ENGINE`. Random networks over all ops against the float64
// reference, predictions and training steps; the whole zoo, reduced, against the portable ONNX engine. Ends with 77
// where the engine does not start here, and with 1 where it differs.

import { openOffer, type EngineOffer } from '../../runtime/engine-offer.js';
import { engineOffer, engineOffers } from '../../runtime/engines.js';
import type { Engine } from '../../runtime/engine.js';
import { onnxEngineInThread } from '../../runtime/onnx/index.js';
import { Random } from '../../runtime/random.js';
import type { Graph } from '../../compiler/graph/graph.js';
import type { Tensor, Weights } from '../../runtime/tensor.js';
import { beforeSoftmax } from '../support/before-softmax.js';
import { calibratedWeights } from '../support/calibrated-weights.js';
import { randomPictures } from '../support/random-pictures.js';
import { relativeDifference } from '../support/relative-difference.js';
import { prepareGpu } from '../support/software-gpu.js';
import { agreement } from '../tfjs/agreement.js';
import { lightened, lightNetworks } from '../zoo/light-networks.js';

/** max |a − b| / max |b| */
const bounds = { predictions: 1e-5, steps: 3e-5, zoo: 1e-4 };

const portable = onnxEngineInThread({ threads: 1, form: 'portable' });

/** Forms of one engine that `--engine` does not tell apart. */
const portableOffer: EngineOffer = {
  name: 'onnx:cpu portable',
  device: 'CPU',
  packages: ['onnxruntime-node'],
  remedy: '',
  open: () => Promise.resolve(portable),
};

/** Engines may take what they are given away; the comparisons use it again. */
function copying(engine: Engine): Engine {
  return {
    name: engine.name,
    async infer(graph, weights) {
      const session = await engine.infer(graph, weights);
      return {
        predict: (inputs) => session.predict(structuredClone(inputs)),
        dispose: () => session.dispose(),
      };
    },
    async train(graph, start) {
      const session = await engine.train(graph, start);
      return {
        step: (input) => session.step(structuredClone(input)),
        weights: () => session.weights(),
        optimizerState: () => session.optimizerState(),
        dispose: () => session.dispose(),
      };
    },
  };
}

async function outputsOf(
  engine: Engine,
  graph: Graph,
  weights: Weights,
  input: ReadonlyMap<string, Tensor>,
): Promise<Float32Array[]> {
  const session = await engine.infer(graph, weights);
  const outputs = await session.predict(input);
  await session.dispose();
  return graph.outputs.map(({ name }) => (outputs.get(name) as Tensor).data);
}

async function differenceOn(network: string, engine: Engine): Promise<number> {
  const graph = beforeSoftmax(lightened(network, lightNetworks[network]));
  const calibration = randomPictures(graph, new Random(1, 'calibration'), 8);
  const weights = await calibratedWeights(graph, portable, 1, calibration);
  const input = randomPictures(graph, new Random(1, 'sample'), 1);
  const wanted = await outputsOf(portable, graph, weights, input);
  const given = await outputsOf(engine, graph, weights, input);
  return Math.max(...wanted.map((values, i) => relativeDifference(given[i], values)));
}

async function zooDifference(engine: Engine): Promise<number> {
  let worst = 0;
  for (const network of Object.keys(lightNetworks)) {
    const difference = await differenceOn(network, engine);
    if (!(difference < bounds.zoo)) console.error(`${network}: ${difference.toExponential(1)}`);
    worst = Math.max(worst, Number.isNaN(difference) ? Infinity : difference);
  }
  return worst;
}

function tell(name: string, differences: readonly number[], start: number): void {
  const cells = differences.map((difference) => difference.toExponential(1).padStart(11));
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log([name.padEnd(18), ...cells, `${seconds} s`.padStart(7)].join('  '));
}

async function compare(name: string): Promise<void> {
  const start = performance.now();
  const offer = name === portableOffer.name ? portableOffer : engineOffer(name);
  let engine: Engine;
  try {
    engine = copying(await openOffer(offer));
  } catch (error) {
    console.log(`${name.padEnd(18)}  skipped: ${(error as Error).message}`);
    return process.exit(77);
  }
  const { predictions, gradients } = await agreement(engine, 40, 30);
  const zoo = await zooDifference(engine);
  tell(name, [predictions, gradients, zoo], start);
  const isGood = predictions < bounds.predictions && gradients < bounds.steps && zoo < bounds.zoo;
  process.exit(isGood ? 0 : 1);
}

prepareGpu();
const [, , name] = process.argv;
if (name === undefined) console.log([portableOffer, ...engineOffers].map((offer) => offer.name).join('\n'));
else await compare(name);
