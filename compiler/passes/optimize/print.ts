// The graph as it was lowered and after each pass that changed it, as `cnnc build --print-graph` shows.

import type { Graph } from '../../graph/graph.js';
import type { InferenceGraph } from '../../graph/inference-ops.js';
import { printGraph } from '../../graph/print.js';
import { inBytes } from '../../summary/units.js';
import { planMemory } from '../plan-memory.js';
import type { Optimized } from './index.js';

export function printPasses(graph: Graph, { steps }: Optimized): string {
  const parts = [section('as lowered', graph)];
  let before: InferenceGraph = graph;
  for (const { pass, graph: after } of steps) {
    if (after === before) parts.push(`# ${pass.name}: nothing to do\n`);
    else parts.push(section(`${pass.name}: ${pass.does}`, after));
    before = after;
  }
  return parts.join('\n');
}

function section(title: string, graph: InferenceGraph): string {
  const { peak, separate } = planMemory(graph);
  const numbers = (count: number) => inBytes(count * Float32Array.BYTES_PER_ELEMENT);
  const memory = `activations take ${numbers(peak)} at most, ${numbers(separate)} if nothing were used twice`;
  return `# ${title}\n# ${graph.ops.length} ops; ${memory}\n${printGraph(graph)}`;
}
