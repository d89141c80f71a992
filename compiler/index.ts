// The pure core's public door: text in; diagnostics, checked model and graph out.

import type { Diagnostic } from '../grammar/diagnostic.js';
import { Source } from '../grammar/source.js';
import type { Graph } from './graph/graph.js';
import type { Model } from './model.js';
import type { TrainingOptions } from './training-options.js';

export interface CompileOptions {
  /** The name that messages give the text; a path, by custom. */
  readonly file?: string;
  /** Values for `param`s, as `--set NAME=VALUE` gives them. */
  readonly set?: Readonly<Record<string, number>>;
}

export interface Compilation {
  readonly source: Source;
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** What could be understood; complete where there are no errors. */
  readonly model: Model;
  /** Only where there are no errors. */
  readonly graph: Graph | undefined;
  /** The `train` block, or the defaults where there is none. */
  readonly training: TrainingOptions;
}

export declare function compile(text: string, options?: CompileOptions): Compilation;
