// Which values of a network can lie in the same memory, because they are never needed at one time.

import { inputsOf } from '../graph/graph.js';
import type { InferenceGraph } from '../graph/inference-ops.js';
import { sizeOf, type ValueId } from '../graph/value.js';

/** All sizes in numbers, for one sample. */
export interface MemoryPlan {
  /** Where each value begins. A reshape lies where what it reads does. */
  readonly offsets: ReadonlyMap<ValueId, number>;
  /** How much one block of memory must hold for this plan. */
  readonly planned: number;
  /** The most that is needed at one time: no plan can be smaller. */
  readonly peak: number;
  /** What it would take if nothing were used twice. */
  readonly separate: number;
}

/** From the op that makes a value to the last that reads it, both included; −1 is before all ops. */
interface Life {
  readonly value: ValueId;
  readonly size: number;
  readonly from: number;
  to: number;
}

/**
 * Places the largest values first, each at the lowest place that is free while it lives: greedy by
 * size, after Pisarchyk and Lee 2020, "Efficient memory management for deep neural net inference".
 */
export function planMemory(graph: InferenceGraph): MemoryPlan {
  const { lives, home } = livesOf(graph);
  const placed: (Life & { readonly offset: number })[] = [];
  for (const life of [...lives].sort((a, b) => b.size - a.size || a.from - b.from)) {
    placed.push({ ...life, offset: lowestFree(life, placed) });
  }
  const offsets = new Map(placed.map(({ value, offset }) => [value, offset]));
  for (const [value, lender] of home) offsets.set(value, offsets.get(lender) as number);
  return {
    offsets,
    planned: Math.max(0, ...placed.map(({ offset, size }) => offset + size)),
    peak: peakOf(lives, graph.ops.length),
    separate: lives.reduce((sum, { size }) => sum + size, 0),
  };
}

function livesOf(graph: InferenceGraph): { lives: readonly Life[]; home: ReadonlyMap<ValueId, ValueId> } {
  const lives = new Map<ValueId, Life>();
  const home = new Map<ValueId, ValueId>();
  const homeOf = (value: ValueId) => home.get(value) ?? value;
  const begin = (value: ValueId, at: number) =>
    lives.set(value, { value, size: sizeOf(graph.values[value].shape), from: at, to: at });
  for (const { value } of graph.inputs) begin(value, -1);
  graph.ops.forEach((op, at) => {
    for (const value of inputsOf(op)) {
      const life = lives.get(homeOf(value));
      if (life !== undefined) life.to = at;
    }
    if (op.kind === 'reshape') home.set(op.outputs.y, homeOf(op.inputs.x));
    else begin(op.outputs.y, at);
  });
  for (const { value } of graph.outputs) {
    const life = lives.get(homeOf(value));
    if (life !== undefined) life.to = graph.ops.length;
  }
  return { lives: [...lives.values()], home };
}

/** The lowest gap between those that live at the same time. */
function lowestFree(life: Life, placed: readonly (Life & { readonly offset: number })[]): number {
  const neighbours = placed
    .filter(({ from, to }) => from <= life.to && life.from <= to)
    .sort((a, b) => a.offset - b.offset);
  let free = 0;
  for (const { offset, size } of neighbours) {
    if (free + life.size <= offset) return free;
    free = Math.max(free, offset + size);
  }
  return free;
}

function peakOf(lives: readonly Life[], ops: number): number {
  const changes = new Float64Array(ops + 3);
  for (const { from, to, size } of lives) {
    changes[from + 1] += size;
    changes[to + 2] -= size;
  }
  let [now, most] = [0, 0];
  for (const change of changes) most = Math.max(most, (now += change));
  return most;
}
