// Evaluates graphs op by op. A value is released after the last op that reads it, and the event loop
// gets its turn between ops, so that progress, Ctrl-C and servers stay alive.

import { setImmediate } from 'node:timers/promises';
import { inputsOf, outputsOf } from '../../compiler/graph/graph.js';
import type { AnyOp } from '../../compiler/graph/inference-ops.js';
import type { Value, ValueId } from '../../compiler/graph/value.js';
import type { Device } from './device.js';
import { tfRule, type TensorsOf } from './rules.js';
import type { TensorFlow, TfTensor } from './tensorflow.js';

/** Milliseconds after which others on the thread get their turn. */
const patience = 15;

/** The ops of a graph, and what nobody needs any more after each. */
export class Program {
  private readonly values: readonly Value[];
  private readonly ops: readonly AnyOp[];
  private readonly unneeded: readonly (readonly ValueId[])[];

  /** `wanted` are the values to be there in the end. */
  constructor(values: readonly Value[], ops: readonly AnyOp[], wanted: Iterable<ValueId>) {
    this.values = values;
    this.ops = ops;
    this.unneeded = unneededAfter(ops, new Set(wanted));
  }

  /**
   * Adds to the tensors what the ops make of them. Tensors in `kept` belong to the caller; all others
   * are released once they are not needed, and all of them where an op fails.
   */
  async run(
    device: Device,
    tensors: Map<ValueId, TfTensor>,
    kept: ReadonlySet<ValueId>,
  ): Promise<Map<ValueId, TfTensor>> {
    try {
      for (let next = 0; next < this.ops.length;) {
        if (next > 0) await setImmediate();
        next = device.run((tf) => this.runSome(tf, next, tensors, kept));
      }
      return tensors;
    } catch (error) {
      release(tensors, [...tensors.keys()], kept);
      throw error;
    }
  }

  /** Runs ops until others should have the thread; returns the number of the next. */
  private runSome(
    tf: TensorFlow,
    first: number,
    tensors: Map<ValueId, TfTensor>,
    kept: ReadonlySet<ValueId>,
  ): number {
    const start = performance.now();
    let next = first;
    do {
      this.runOp(tf, this.ops[next], tensors);
      release(tensors, this.unneeded[next], kept);
      next++;
    } while (next < this.ops.length && performance.now() - start < patience);
    return next;
  }

  private runOp(tf: TensorFlow, op: AnyOp, tensors: Map<ValueId, TfTensor>): void {
    const inputs = readInputs(op, tensors);
    const [first] = Object.values(inputs).flat();
    const [output] = Object.values<ValueId>(op.outputs);
    const { batched, shape } = this.values[output];
    const outputShape = [...(batched ? [first.shape[0]] : []), ...shape];
    // The fields of the inputs are those of the op, one by one, which is what `TensorsOf` says.
    const read = inputs as TensorsOf<AnyOp['inputs']>;
    const made = tf.tidy(() => ownOutputs(tf, op, tfRule(op)(tf, op, read, outputShape)));
    for (const [name, value] of Object.entries<ValueId>(op.outputs)) tensors.set(value, made[name]);
  }
}

/** The outputs that the op names. Each is a tensor of its own, also where a rule hands an input on. */
function ownOutputs(
  tf: TensorFlow,
  op: AnyOp,
  outputs: Partial<Record<string, TfTensor>>,
): Record<string, TfTensor> {
  const own: Record<string, TfTensor> = {};
  for (const name of Object.keys(op.outputs)) {
    const made = outputs[name];
    if (made === undefined) throw new Error(`${op.kind} of ${op.origin.layer} makes no ${name}`);
    own[name] = tf.clone(made);
  }
  return own;
}

function unneededAfter(ops: readonly AnyOp[], wanted: ReadonlySet<ValueId>): ValueId[][] {
  const seen = new Set(wanted);
  return ops
    .toReversed()
    .map((op) => {
      const last = [...new Set([...inputsOf(op), ...outputsOf(op)])].filter((value) => !seen.has(value));
      for (const value of last) seen.add(value);
      return last;
    })
    .reverse();
}

function release(
  tensors: Map<ValueId, TfTensor>,
  values: readonly ValueId[],
  kept: ReadonlySet<ValueId>,
): void {
  for (const value of values) {
    if (kept.has(value)) continue;
    tensors.get(value)?.dispose();
    tensors.delete(value);
  }
}

/** Tensors by field name, whatever the op. */
type AnyTensors = Record<string, TfTensor | readonly TfTensor[]>;

function readInputs(op: AnyOp, tensors: ReadonlyMap<ValueId, TfTensor>): AnyTensors {
  const read = (value: ValueId): TfTensor => {
    const tensor = tensors.get(value);
    if (tensor !== undefined) return tensor;
    throw new Error(`${op.kind} of ${op.origin.layer} reads value ${value} before it is made`);
  };
  const inputs: AnyTensors = {};
  for (const [name, value] of Object.entries<ValueId | readonly ValueId[] | undefined>(op.inputs)) {
    if (value !== undefined) inputs[name] = typeof value === 'number' ? read(value) : value.map(read);
  }
  return inputs;
}
