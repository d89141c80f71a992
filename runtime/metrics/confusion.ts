// How often each class was taken for which, and what follows for each class.

import type { ClassMeasures } from './measures.js';

export interface ConfusionCell {
  readonly label: number;
  readonly guess: number;
  readonly count: number;
}

/** 0 / 0 is 0, as `zero_division` of scikit-learn's `precision_recall_fscore_support` has it unless told otherwise. */
function quotient(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** Counts of labels and guesses; cells that stay empty take no memory. */
export class Confusion {
  readonly classes: number;
  private readonly counts = new Map<number, number>();
  private readonly labelled: Float64Array;
  private readonly guessed: Float64Array;

  constructor(classes: number) {
    this.classes = classes;
    this.labelled = new Float64Array(classes);
    this.guessed = new Float64Array(classes);
  }

  add(label: number, guess: number): void {
    const cell = label * this.classes + guess;
    this.counts.set(cell, (this.counts.get(cell) ?? 0) + 1);
    this.labelled[label]++;
    this.guessed[guess]++;
  }

  count(label: number, guess: number): number {
    return this.counts.get(label * this.classes + guess) ?? 0;
  }

  /** How many samples bear each label. */
  get samplesOfClass(): Readonly<Float64Array> {
    return this.labelled;
  }

  get correct(): number {
    let sum = 0;
    for (let label = 0; label < this.classes; label++) sum += this.count(label, label);
    return sum;
  }

  /** A row a label, a column a guess. */
  rows(): number[][] {
    const classes = Array.from({ length: this.classes }, (_, label) => label);
    return classes.map((label) => classes.map((guess) => this.count(label, guess)));
  }

  /** Cells beside the diagonal, the fullest first. */
  confusedPairs(): ConfusionCell[] {
    return [...this.counts]
      .map(([cell, count]) => ({
        label: Math.floor(cell / this.classes),
        guess: cell % this.classes,
        count,
      }))
      .filter(({ label, guess }) => label !== guess)
      .sort((a, b) => b.count - a.count || a.label - b.label || a.guess - b.guess);
  }

  /** Of one class against all others. */
  measuresOf(label: number): ClassMeasures {
    const right = this.count(label, label);
    const { [label]: labelled } = this.labelled;
    const { [label]: guessed } = this.guessed;
    return {
      samples: labelled,
      precision: quotient(right, guessed),
      recall: quotient(right, labelled),
      f1: quotient(2 * right, labelled + guessed),
    };
  }

  /** Whether a class came up at all, as a label or as a guess. */
  occurs(label: number): boolean {
    return this.labelled[label] + this.guessed[label] > 0;
  }
}
