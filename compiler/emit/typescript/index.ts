// A graph as a TypeScript module on TensorFlow.js, one that a reader takes for hand-written.

import type { Graph } from '../../graph/graph.js';
import { moduleParts } from './module.js';
import { printModule } from './print.js';

export interface EmitTypeScriptOptions {
  /** What the module's header calls the source; a file's name, by custom. */
  readonly sourceName: string;
}

/** The text of the module. */
export async function emitTypeScript(graph: Graph, options: EmitTypeScriptOptions): Promise<string> {
  return printModule(moduleParts(graph, options.sourceName));
}
