// All that holds of every text: of checking, formatting, remedies, differences and what is written of a network.

import { compile, type Compilation } from '../../compiler/index.js';
import { readFile } from './files.js';
import { promiseChecked } from './promises/checking.js';
import { promiseDifference, promiseNoDifference } from './promises/differences.js';
import { promiseModels, promiseModule, promiseParts } from './promises/emitting.js';
import { promiseFormatted, promiseSameMeaning } from './promises/formatting.js';
import { promiseFixed, promiseRemedies } from './promises/remedies.js';
import { lineOut } from './texts.js';

/**
 * Throws where any promise about a text does not hold: of checking, formatting, remedies, differences and
 * what is written of a network. What is dear is looked at once in so many draws; with draw 0 everything is.
 */
export async function expectAllPromises(text: string, draw: number): Promise<Compilation> {
  const isDue = (times: number): boolean => draw % times === 0;
  const compileAll = compiler(isDue(3));
  const compilation = compileAll(text);
  promiseChecked(compilation);
  if (isDue(4)) promiseFormats(compilation, isDue(12) ? compileAll : undefined);
  if (isDue(8)) promiseRemedies(compilation, compileAll, isDue(40) ? Infinity : 2);
  if (isDue(40) || (isDue(4) && hasSafe(compilation))) promiseFixed(compilation, compileAll, isDue(80));
  if (isDue(16)) promiseDifference(compilation, compileAll(lineOut(text, draw)));
  await promiseEmits(compilation, isDue);
  return compilation;
}

function compiler(withLints: boolean): (text: string) => Compilation {
  const show = withLints ? 'all' : 'none';
  return (text) => compile(text, { file: 'fuzz.cnn', readFile, lints: { show } });
}

function hasSafe({ diagnostics }: Compilation): boolean {
  return diagnostics.some(({ fixes }) => fixes.some(({ safe }) => safe));
}

function promiseFormats(before: Compilation, compileAll?: (text: string) => Compilation): void {
  const formatted = promiseFormatted(before.source.text);
  if (formatted === undefined || compileAll === undefined) return;
  const after = compileAll(formatted);
  promiseSameMeaning(before, after);
  promiseNoDifference(before, after);
}

async function promiseEmits(compilation: Compilation, isDue: (times: number) => boolean): Promise<void> {
  const { graph } = compilation;
  if (graph === undefined) return;
  if (isDue(10)) promiseModels(graph, compilation);
  if (isDue(20)) promiseParts(graph);
  if (isDue(720)) await promiseModule(graph);
}
