// The public door of `cnnc`: text in; diagnostics, checked model and graph out. Pure, so that it
// runs in browsers and editors too.

export { compile, type Compilation, type CompileOptions } from './compile.js';
export { lintCodes } from './lints/allow.js';
export type { LintCode } from './lints/lint.js';
export type { LintLevel, LintSettings, LintShow } from './lints/levels.js';
export { Source, type Position, type Span } from '../grammar/source.js';
export {
  isError,
  type Diagnostic,
  type Fix,
  type RelatedPlace,
  type Severity,
  type TextEdit,
} from '../grammar/diagnostic.js';
export { renderDiagnostics } from './diagnostics/render.js';
export { summarize, type Summary, type SummaryLayer } from './summary/summarize.js';
export { renderSummary } from './summary/render.js';
export type { Layer, Model, NamedShape, WeightSpecification } from './model.js';
export type { Graph, Loss, Optimizer } from './graph/graph.js';
export type { Shape } from './graph/value.js';
export type { TrainingOptions } from './training-options.js';
