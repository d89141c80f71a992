// An optimized graph as a TypeScript module on the fused operations of tfjs-core: small, and for
// predictions alone.

import type { InferenceGraph } from '../../graph/inference-ops.js';
import { moduleParts, type ModuleOptions } from './module.js';
import { printModule } from './print.js';

export type { ModuleOptions } from './module.js';

/** The text of the module. */
export async function emitTypeScriptInference(
  graph: InferenceGraph,
  options: ModuleOptions,
): Promise<string> {
  return printModule(moduleParts(graph, options));
}
