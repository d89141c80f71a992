// Grows a training step: forward ops, gradient ops and updates, with the masks, scalars and
// states that they ask for.

import { OpList } from '../../graph/builder.js';
import type { MaskInput, StepScalar, StepState } from '../../graph/graph.js';
import type { Origin } from '../../graph/ops.js';
import type { TrainingOp } from '../../graph/training-ops.js';
import type { Shape, Value, ValueId } from '../../graph/value.js';
import { Gradients } from './gradients.js';

export class StepBuilder extends OpList<TrainingOp> {
  readonly masks: MaskInput[] = [];
  /** Running statistics as this step leaves them, by what they were. */
  readonly statistics = new Map<ValueId, ValueId>();
  readonly optimizerStates: StepState[] = [];
  readonly gradients: Gradients;
  /** Weights that stay as they are; statistics among them are not moved. */
  readonly frozen: ReadonlySet<ValueId>;
  private readonly scalarValues = new Map<StepScalar, ValueId>();

  /** Starts with the values of a forward graph; `wanted` are those whose gradients are asked for. */
  constructor(values: readonly Value[], wanted: Iterable<ValueId>, frozen: ReadonlySet<ValueId> = new Set()) {
    super(values);
    this.gradients = new Gradients(wanted);
    this.frozen = frozen;
  }

  get origin(): Origin {
    return { layer: this.layer };
  }

  /** A new value of the same shape, batched or not as that is. */
  like(id: ValueId): ValueId {
    const { shape, batched } = this.values[id];
    return this.value(shape, batched);
  }

  wants(value: ValueId): boolean {
    return this.gradients.wants(value);
  }

  /** A new value, to be made by the caller, that counts as a part of the gradient of `value`. */
  newGradient(value: ValueId): ValueId {
    const gradient = this.like(value);
    this.gradients.add(value, gradient);
    return gradient;
  }

  /** The whole gradient of a value once all its uses are done; undefined where none reaches it. */
  gradientOf(value: ValueId): ValueId | undefined {
    const parts = this.gradients.partsOf(value);
    if (parts.length <= 1) return parts[0];
    const y = this.like(value);
    this.push({ kind: 'add', origin: this.origin, inputs: { parts }, outputs: { y } });
    return y;
  }

  scalar(scalar: StepScalar): ValueId {
    const value = this.scalarValues.get(scalar) ?? this.value([], false);
    this.scalarValues.set(scalar, value);
    return value;
  }

  get scalars(): { scalar: StepScalar; value: ValueId }[] {
    return [...this.scalarValues].map(([scalar, value]) => ({ scalar, value }));
  }

  /** The dropout mask of the current layer. */
  mask(shape: Shape, rate: number): ValueId {
    const value = this.value(shape, true);
    this.masks.push({ value, rate, layer: this.layer });
    return value;
  }

  /** A state of the optimizer, shaped like its weight, that `after` replaces; returns what it was. */
  optimizerState(name: string, after: ValueId): ValueId {
    const before = this.like(after);
    this.optimizerStates.push({ name, before, after, role: 'optimizer' });
    return before;
  }
}
