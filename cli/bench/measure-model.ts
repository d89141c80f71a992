// Measures one model on several engines.

import type { Graph, TrainingGraph } from '../../compiler/graph/graph.js';
import type { Compilation } from '../../compiler/index.js';
import { differentiate } from '../../compiler/passes/differentiate/index.js';
import { defaultTrainingOptions } from '../../compiler/training-options.js';
import { openOffer, whyNotHere, type EngineOffer } from '../../runtime/engine-offer.js';
import { measureInChild, type EngineReport } from '../../runtime/measure/in-child.js';
import type { Stage } from '../../runtime/measure/messages.js';
import { multiplyAccumulates } from '../../runtime/measure/multiply-accumulates.js';
import { machine, type Machine } from '../machine.js';
import { measureProgram } from '../measure-program.js';

export interface EngineResult {
  readonly offer: EngineOffer;
  readonly report: EngineReport;
}

export interface Bench {
  readonly model: string;
  readonly machine: Machine;
  /** Of a prediction of one sample. */
  readonly macs: number;
  /** Samples of a training step. */
  readonly batch: number;
  /** Floating-point operations of a training step, as far as they are products. */
  readonly stepFlops: number;
  /** Of the engines that start here, and of all that were named. */
  readonly results: readonly EngineResult[];
  /** The names of those that are installed and do not start. */
  readonly notHere: readonly string[];
}

export interface BenchChoice {
  /** Whether the engines were named: then what does not start is a result too. */
  readonly named: boolean;
  /** Seconds until an engine is stopped. */
  readonly limit: number;
  readonly signal: AbortSignal;
  readonly onStage: (offer: EngineOffer, stage: Stage) => void;
}

/** Batches of which predictions are measured. */
export const predictedBatches = [1, 32] as const;

/** Of a training step, where the model has no `train` block. */
const usualBatch = 64;

/** What each figure may take. */
const milliseconds = 2000;

/** @throws EngineError where an engine is not installed */
export async function measureModel(
  { graph, training: options }: Pick<Compilation, 'training'> & { readonly graph: Graph },
  offers: readonly EngineOffer[],
  choice: BenchChoice,
): Promise<Bench> {
  // Whoever named it wants to know before the others have taken their minutes.
  for (const offer of offers) if (whyNotHere(offer) !== undefined) await openOffer(offer);
  const batch = options === defaultTrainingOptions ? usualBatch : options.batch;
  const training = { graph: differentiate(graph, options), batch };
  const results: EngineResult[] = [];
  for (const offer of offers) results.push({ offer, report: await measure(offer, graph, training, choice) });
  const notHere = choice.named ? [] : results.filter(({ report }) => doesNotStart(report));
  return {
    model: graph.name,
    machine: machine(),
    macs: multiplyAccumulates(graph),
    batch,
    stepFlops: 2 * batch * multiplyAccumulates(training.graph),
    results: results.filter((result) => !notHere.includes(result)),
    notHere: notHere.map(({ offer }) => offer.name),
  };
}

function doesNotStart({ ending, stage }: EngineReport): boolean {
  return ending.kind === 'failed' && stage.kind === 'start';
}

function measure(
  offer: EngineOffer,
  graph: Graph,
  training: { readonly graph: TrainingGraph; readonly batch: number },
  { limit, signal, onStage }: BenchChoice,
): Promise<EngineReport> {
  const task = {
    engine: offer.name,
    graph,
    predictions: predictedBatches,
    training,
    comparesWithReference: false,
    measuresProduct: true,
    milliseconds,
  };
  const program = measureProgram();
  return measureInChild(task, { program, limit, signal, onStage: (stage) => onStage(offer, stage) });
}
