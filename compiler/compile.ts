// The pipeline on one page: parse, check, try remedies, lower.

import type { Diagnostic } from '../grammar/diagnostic.js';
import { parse } from '../grammar/parser.js';
import { Source } from '../grammar/source.js';
import type { SyntaxError } from '../grammar/syntax-error.js';
import { check, type Settings } from './check/check.js';
import { Remedies, type CheckedText } from './check/remedies.js';
import { independent, inOrder, settle, settleSyntax } from './diagnostics/settle.js';
import type { Graph } from './graph/graph.js';
import { lower } from './lower.js';
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

/**
 * Checks a `.cnn` text and lowers it to a graph. It never throws on bad input: what is wrong is
 * in `diagnostics`. It reads no files, and has no state.
 */
export function compile(text: string, options: CompileOptions = {}): Compilation {
  const source = new Source(options.file ?? 'model.cnn', text);
  const settings = options.set ?? {};
  const checked = checkText(source, settings);
  const { errors } = checked;
  const remedies = new Remedies(source, checked, (edited) => checkText(edited, settings));
  const diagnostics = inOrder([
    ...errors.map((error) => settleSyntax(error, source, remedies.readable(error.fixes))),
    ...checked.drafts.map((draft) => settle(draft, source, remedies.helping(draft))),
  ]);
  const graph = diagnostics.length === 0 ? lower(checked.model, checked.layers) : undefined;
  return { source, diagnostics, model: checked.model, graph, training: checked.training };
}

function checkText(
  source: Source,
  settings: Settings,
): CheckedText & { readonly errors: readonly SyntaxError[] } {
  const { file, errors } = parse(source);
  const checked = check(file, source, settings, errors.length === 0);
  return {
    ...checked,
    drafts: independent(checked.drafts, errors, source),
    errors,
    syntaxErrors: errors.length,
  };
}
