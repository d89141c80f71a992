// What is promised of a network: it can be written as a module of TypeScript without mistakes of form, and as
// ONNX models of itself and of its training step.

import ts from 'typescript';
import { emitInference, emitTrainingStep } from '../../../compiler/emit/onnx/index.js';
import { emitTypeScript } from '../../../compiler/emit/typescript/index.js';
import { moduleParts } from '../../../compiler/emit/typescript/module.js';
import { emitTypeScriptInference } from '../../../compiler/emit/typescript-inference/index.js';
import type { Compilation, Graph } from '../../../compiler/index.js';
import { sizeOf } from '../../../compiler/graph/value.js';
import { differentiate } from '../../../compiler/passes/differentiate/index.js';
import { optimize } from '../../../compiler/passes/optimize/index.js';
import { defaultTrainingOptions, type TrainingOptions } from '../../../compiler/training-options.js';
import { promise } from './broken.js';

/** What a test can hold in memory again and again: 4 MB of weights. */
const mostNumbers = 1_000_000;

const stepForms = [{}, { block: 8 }, { dialect: 'webgpu' }] as const;

/** What TypeScript's parser leaves on a file, and its declarations leave out. */
type Parsed = ts.SourceFile & { readonly parseDiagnostics: readonly ts.Diagnostic[] };

function promiseReads(text: string, what: string): void {
  const file = ts.createSourceFile('model.ts', text, ts.ScriptTarget.ES2022) as Parsed;
  const [first] = file.parseDiagnostics;
  promise(
    first === undefined,
    `${what} reads: ${first && ts.flattenDiagnosticMessageText(first.messageText, ' ')}`,
  );
}

/** The parts of the module, before they are laid out. */
export function promiseParts(graph: Graph): void {
  const { header, shapes, constants, createModel, loadWeights, fragments } = moduleParts(graph, 'fuzz.cnn');
  const declared = shapes.map(({ name, value }) => `export const ${name} = ${value} as const;`);
  const bodies = [createModel, loadWeights].map(
    (body, i) => `function body${i}(model: unknown, file: unknown) {\n${body}\n}`,
  );
  promiseReads(
    [header, ...declared, ...[...constants, ...fragments].map(({ source }) => source), ...bodies].join('\n'),
    'a module',
  );
}

/** The whole module, as `cnnc build` writes it. */
export async function promiseModule(graph: Graph): Promise<void> {
  promiseReads(await emitTypeScript(graph, { sourceName: 'fuzz.cnn' }), 'a written module');
  const predicting = await emitTypeScriptInference(optimize(graph).graph, { sourceName: 'fuzz.cnn' });
  promiseReads(predicting, 'a written module for predictions');
}

export function promiseModels(graph: Graph, { training }: Compilation): void {
  const sizes = graph.weights.map(({ value }) => sizeOf(graph.values[value].shape));
  if (sizes.reduce((sum, size) => sum + size, 0) > mostNumbers) return;
  const weights = new Map(graph.weights.map(({ name }, i) => [name, { data: new Float32Array(sizes[i]) }]));
  const model = emitInference(graph, weights);
  promise(
    model.bytes.length > 0 && model.inputs.length === graph.inputs.length,
    'an ONNX model has its inputs',
  );
  promise(model.outputs.length === graph.outputs.length, 'an ONNX model has its outputs');
  const step = differentiate(graph, fitting(training));
  for (const form of stepForms) {
    const { bytes, outputs } = emitTrainingStep(step, 4, form);
    promise(bytes.length > 0 && outputs.size > 0, `a training step has its outputs: ${JSON.stringify(form)}`);
  }
}

/** Where a text says nothing of training its loss has not been held against its network. */
function fitting(training: TrainingOptions): TrainingOptions {
  return training === defaultTrainingOptions ? { ...training, loss: 'mse' } : training;
}
