// Measures one engine in this process, and tells each figure as soon as it is known.

import type { Engine, InferenceSession, TrainingSession } from '../engine.js';
import { engineOffer, openEngine } from '../engines.js';
import { initializeWeights } from '../initialize-weights.js';
import { compareWithReference } from './compare-with-reference.js';
import { interleaveWithin, spreadOf, type Measured, type PreparedRun, type Rounds } from './interleave.js';
import type { Figure, Findings, PredictionFigure, Stage, Task } from './messages.js';
import { multiplyAccumulates } from './multiply-accumulates.js';
import { peakMemory } from './peak-memory.js';
import { flopsOf, ProductRun } from './product.js';
import { copied, randomInputs, randomSamples, type Samples } from './random-tensors.js';

export interface Listener {
  readonly onStage: (stage: Stage) => void;
  readonly onFindings: (findings: Findings) => void;
}

const seed = 1;
const mostRounds = 30;

/**
 * @throws EngineError where the engine cannot start, or computes something wrong
 */
export async function measureEngine(task: Task, listener: Listener): Promise<void> {
  await new Measurement(task, listener).run();
}

class Measurement {
  private readonly task: Task;
  private readonly listener: Listener;
  private findings: Findings = { predictions: [] };

  constructor(task: Task, listener: Listener) {
    this.task = task;
    this.listener = listener;
  }

  async run(): Promise<void> {
    const { engine: name, predictions, training, comparesWithReference } = this.task;
    const onlyPredicts = engineOffer(name).inferenceOnly === true;
    this.listener.onStage({ kind: 'start' });
    const engine = await openEngine(name);
    this.found({ name: engine.name });
    if (comparesWithReference) {
      this.listener.onStage({ kind: 'compare' });
      await compareWithReference(engine, this.task.graph, onlyPredicts ? undefined : training?.graph);
    }
    for (const batch of predictions) await this.predict(engine, batch);
    if (training !== undefined && !onlyPredicts) await this.train(engine, training);
  }

  private found(findings: Partial<Findings>): void {
    this.findings = { ...this.findings, ...findings, peakMemory: findings.peakMemory ?? peakMemory() };
    this.listener.onFindings(this.findings);
  }

  private async predict(engine: Engine, batch: number): Promise<void> {
    const { graph } = this.task;
    this.listener.onStage({ kind: 'predict', batch });
    const session = await engine.infer(graph, initializeWeights(graph, seed));
    const { predict } = await interleaveWithin(
      { predict: predictionRun(session, this.task, batch) },
      this.rounds(),
    );
    await session.dispose();
    const figure: PredictionFigure = { batch, ...figureOf(predict) };
    this.found({ predictions: [...this.findings.predictions, figure] });
  }

  private async train(engine: Engine, { graph, batch }: NonNullable<Task['training']>): Promise<void> {
    this.listener.onStage({ kind: 'train', batch });
    const weights = initializeWeights(this.task.graph, seed);
    const session = await engine.train(graph, { weights, seed });
    const step = stepRun(session, randomSamples(graph, batch));
    const alone = await interleaveWithin({ step }, this.task.measuresProduct ? warmingUp : this.rounds());
    const flops = 2 * batch * multiplyAccumulates(graph);
    const tell = (measured: Measured): void => {
      this.found({ step: { batch, ...figureOf(measured), rate: rateOf(flops, measured) } });
    };
    tell(alone.step);
    if (this.task.measuresProduct) tell(await this.besideProduct(engine, step));
    await session.dispose();
  }

  /** In turn with the step, so that what else the machine does falls on both alike. */
  private async besideProduct(engine: Engine, step: PreparedRun<Samples>): Promise<Measured> {
    const peak = this.findings.peakMemory ?? peakMemory();
    const product = await ProductRun.suited(engine);
    const measured = await interleaveWithin({ step, product }, { ...this.rounds(3), warmups: 1 });
    await product.dispose();
    const { size } = product.product;
    const rate = rateOf(flopsOf(product.product), measured.product);
    this.found({ product: { size, ...figureOf(measured.product), rate }, peakMemory: peak });
    return measured.step;
  }

  private rounds(runs = 1): Rounds {
    return { most: mostRounds, warmups: 3, milliseconds: this.task.milliseconds * runs };
  }
}

/** Shows whether the step works at all, and what memory it takes, before a product takes some too. */
const warmingUp: Rounds = { most: 1, warmups: 1, milliseconds: 0 };

function predictionRun(session: InferenceSession, { graph }: Task, batch: number): PreparedRun {
  const inputs = randomInputs(graph, batch);
  return {
    prepare: () => copied(inputs),
    run: (own) => session.predict(own as typeof inputs),
  };
}

function stepRun(session: TrainingSession, samples: Samples): PreparedRun<Samples> {
  let step = 0;
  return {
    prepare: () => ({ inputs: copied(samples.inputs), targets: copied(samples.targets) }),
    run: (own) => session.step({ ...own, rate: 0.001, step: step++ }),
  };
}

function figureOf(measured: Measured): Figure {
  const [low, high] = spreadOf(measured);
  return { rounds: measured.times.length, median: measured.median, low, high };
}

/** Operations a second. */
function rateOf(flops: number, { median }: Measured): number {
  return flops / (median / 1000);
}
