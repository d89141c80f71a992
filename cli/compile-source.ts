// Reads and compiles the one model that a command is about; its mistakes go to standard error.

import { compile, type Compilation } from '../compiler/index.js';
import { renderDiagnostics } from '../compiler/diagnostics/render.js';
import { isError } from '../grammar/diagnostic.js';
import type { ModelOptions } from './model-options.js';
import { readUsedFile } from './read-used-file.js';
import { readSource, type SourceText } from './read-source.js';
import { wantsColor } from './terminal.js';

/** @throws Failure where the text cannot be read */
export async function compileSource(path: string, options: ModelOptions): Promise<Compilation> {
  const compilation = compileText(await readSource(path), options);
  const shown = options.quiet === true ? compilation.diagnostics.filter(isError) : compilation.diagnostics;
  if (shown.length > 0) {
    process.stderr.write(renderDiagnostics(shown, { color: wantsColor(process.stderr, options) }));
  }
  return compilation;
}

export function compileText({ name, text }: SourceText, options: ModelOptions): Compilation {
  return compile(text, { file: name, readFile: readUsedFile, ...(options.set && { set: options.set }) });
}
