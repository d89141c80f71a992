// Loss and measures over many batches of different sizes.

import type { Metric } from '../../compiler/training-options.js';
import { Confusion } from './confusion.js';
import { guessOf, rankOf, type ScoreReading } from './guess.js';
import { KeptScores } from './kept-scores.js';
import type { ClassMeasures, Measures, TopKey } from './measures.js';
import { RegressionErrors } from './regression-errors.js';

const averagedKeys = ['precision', 'recall', 'f1', 'auc'] as const;
type AveragedKey = (typeof averagedKeys)[number];

/** The numbers k of each `top k` that is asked for. */
function topsIn(metrics: readonly Metric[]): number[] {
  return metrics.flatMap((metric) => (metric.kind === 'top' ? [metric.k] : []));
}

/** The key of a metric among measures; undefined for what is no number. */
export function measureKey(metric: Metric): keyof Measures | undefined {
  if (metric.kind === 'confusion') return undefined;
  return metric.kind === 'top' ? `top${metric.k}` : metric.kind;
}

function meanOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Leaves out what is undefined, as JSON does. */
function defined<Key extends string>(
  fields: Readonly<Record<Key, number | undefined>>,
): Partial<Record<Key, number>> {
  const entries = Object.entries<number | undefined>(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Record<Key, number>>;
}

export class Tally {
  samples = 0;
  readonly metrics: readonly Metric[];
  /** Undefined for regression. */
  readonly confusion: Confusion | undefined;
  private readonly errors: RegressionErrors | undefined;
  private readonly scores: KeptScores | undefined;
  private readonly hits: Map<number, number>;
  private lossSum = 0;
  private correct = 0;

  /** @param metrics what is asked for beside the loss; for `auc` all scores are kept */
  constructor(reading: ScoreReading, metrics: readonly Metric[] = [], mostKept?: number) {
    this.metrics = metrics;
    this.hits = new Map(topsIn(metrics).map((k) => [k, 0]));
    if (reading.regression) this.errors = new RegressionErrors();
    else this.confusion = new Confusion(reading.classes);
    const wantsScores = !reading.regression && metrics.some(({ kind }) => kind === 'auc');
    if (wantsScores) this.scores = new KeptScores(reading, mostKept);
  }

  /**
   * Adds a batch.
   * @param loss its mean
   * @param scores [samples, units], before the softmax or sigmoid that the loss contains
   * @param labels a class a sample, or the true number of a regression
   */
  add(loss: number, scores: Float32Array, labels: ArrayLike<number>): void {
    const units = scores.length / labels.length;
    this.samples += labels.length;
    this.lossSum += loss * labels.length;
    for (let sample = 0; sample < labels.length; sample++) {
      if (this.confusion === undefined) this.errors?.add(scores[sample], labels[sample]);
      else this.addGuess(this.confusion, labels[sample], scores, sample * units, units);
    }
    this.scores?.add(scores, labels);
  }

  /** Mean over the samples. */
  get loss(): number {
    return this.lossSum / this.samples;
  }

  /** The share of samples whose class was right; undefined for regression. */
  get accuracy(): number | undefined {
    return this.confusion === undefined ? undefined : this.correct / this.samples;
  }

  /** Whether the area under the curve was asked for, but the scores were too many to keep. */
  get hasTooManyScores(): boolean {
    return this.scores?.isComplete === false;
  }

  /**
   * What was asked for. A classifier always has its accuracy, a regression its own two measures.
   * Macro averages are over the classes that came up as a label or as a guess, as scikit-learn's
   * `precision_recall_fscore_support`; AUC is over those that some samples are of and some not.
   */
  measures(): Measures {
    const { loss, accuracy, confusion, errors } = this;
    if (confusion === undefined)
      return { loss, ...defined({ meanAbsoluteError: errors?.meanAbsoluteError, r2: errors?.r2 }) };
    const tops = [...this.hits].map(([k, hits]): [TopKey, number] => [`top${k}`, hits / this.samples]);
    return { loss, ...defined({ accuracy }), ...Object.fromEntries(tops), ...this.averages(confusion) };
  }

  /** In the order of the classes; empty for regression. */
  perClass(): ClassMeasures[] {
    const { confusion } = this;
    if (confusion === undefined) return [];
    return Array.from({ length: confusion.classes }, (_, label) => ({
      ...confusion.measuresOf(label),
      ...defined({ auc: this.scores?.areaUnderCurve(label) }),
    }));
  }

  private addGuess(
    confusion: Confusion,
    label: number,
    scores: Float32Array,
    start: number,
    units: number,
  ): void {
    const guess = guessOf(scores, start, units);
    confusion.add(label, guess);
    if (guess === label) this.correct++;
    if (this.hits.size === 0) return;
    const rank = rankOf(label, scores, start, units);
    for (const [k, hits] of this.hits) if (rank < k) this.hits.set(k, hits + 1);
  }

  private averages(confusion: Confusion): Partial<Measures> {
    const asked = averagedKeys.filter((key) => this.metrics.some(({ kind }) => kind === key));
    if (asked.length === 0) return {};
    const classes = this.perClass().filter((_, label) => confusion.occurs(label));
    const meanOver = (key: AveragedKey): number | undefined =>
      meanOf(classes.map((measures) => measures[key]).filter((value) => value !== undefined));
    const entries = asked.map((key) => [key, meanOver(key)] as const);
    return defined(Object.fromEntries(entries) as Record<AveragedKey, number | undefined>);
  }
}
