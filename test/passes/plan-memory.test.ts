// Memory plans: by hand on small networks, and what must hold of every plan on random ones.

import { expect, it } from 'vitest';
import { inputsOf } from '../../compiler/graph/graph.js';
import type { Graph } from '../../compiler/graph/graph.js';
import { sizeOf, type ValueId } from '../../compiler/graph/value.js';
import { compile } from '../../compiler/index.js';
import { planMemory } from '../../compiler/passes/plan-memory.js';
import { examples, randomTexts } from '../agreement/networks.js';

function graphOf(text: string): Graph {
  const { graph, diagnostics } = compile(text);
  if (graph === undefined) throw new Error(`${diagnostics[0]?.message}\n${text}`);
  return graph;
}

it('a chain needs its two largest neighbours at a time', () => {
  // 64 in, 8x8x4 = 256, relu 256, pooled 64, flat 64 (the same memory), dense 10
  const plan = planMemory(graphOf('input 8x8x1\nconv 4 3x3 same relu\npool max 2\nflatten\ndense 10\n'));
  expect(plan).toMatchObject({ separate: 64 + 256 + 256 + 64 + 10, peak: 512, planned: 512 });
});

it('a shortcut keeps its value while the body is computed', () => {
  // At the second convolution: the value in front (64), what it reads (64) and makes (64)
  const plan = planMemory(graphOf('input 4x4x4\nresidual <conv 4 3x3; conv 4 3x3>\n'));
  expect(plan.peak).toBe(192);
  expect(plan.planned).toBe(192);
});

it('what two branches make lies side by side', () => {
  const graph = graphOf('input 4x4x1\nconcat <conv 2 1x1 | conv 3 1x1>\n');
  // The two maps of 32 and 48, and their join of 80; by then the input's 16 are free.
  expect(planMemory(graph).peak).toBe(160);
});

interface Block {
  readonly start: number;
  readonly end: number;
}

function overlap(a: Block, b: Block): boolean {
  return a.start < b.end && b.start < a.end;
}

it.each([
  ...randomTexts.slice(0, 40).map((text, i) => [`random ${i}`, text] as const),
  ...examples.map(({ file, text }) => [file, text] as const),
])('%s: an op writes over nothing that is still needed', (_, text) => {
  const graph = graphOf(text);
  const { offsets, planned, peak, separate } = planMemory(graph);
  expect(planned).toBeGreaterThanOrEqual(peak);
  expect(separate).toBeGreaterThanOrEqual(planned);
  const block = (value: ValueId): Block => {
    const start = offsets.get(value) as number;
    return { start, end: start + sizeOf(graph.values[value].shape) };
  };
  const owner = new Map<ValueId, Block>(graph.inputs.map(({ value }) => [value, block(value)]));
  for (const op of graph.ops) {
    // All that it reads is still there: nobody has written into it since.
    const reads = inputsOf(op).filter((value) => offsets.has(value));
    for (const value of reads) expect(owner.has(value)).toBe(true);
    const made = block(op.outputs.y);
    if (op.kind !== 'reshape') {
      for (const value of reads) expect(overlap(block(value), made)).toBe(false);
      for (const [value, other] of owner) if (overlap(other, made)) owner.delete(value);
    }
    owner.set(op.outputs.y, made);
  }
  for (const { value } of graph.outputs) expect(owner.has(value)).toBe(true);
});
