// The parameters and blocks of a text, and the blocks of the files behind its `use`, as the check has them.

import type { ParamStatement } from '../../grammar/ast.js';
import { stringOf } from '../../grammar/literals.js';
import type { Analysis } from '../compile.js';
import { evaluate } from '../check/evaluate.js';
import type { Block, Scope } from '../check/scope.js';
import { declareBlocks, UsedFiles } from '../check/used-files.js';
import type { ReadFile } from '../read-file.js';

export interface DeclaredNames {
  /** Of the file: with its blocks, and with parameters as they are declared. */
  readonly scope: Scope;
  readonly blocks: readonly Block[];
  readonly declareParameter: (statement: ParamStatement) => void;
}

const report = (): void => undefined;

export function declareNames({ file, source, uses }: Analysis): DeclaredNames {
  const used = new UsedFiles(source, readerOf(uses), report);
  const { scope, blocks } = declareBlocks(file, source, report, (use, names) => used.use(use, source, names));
  const around = { scope, input: undefined, nothingArrives: true, report };
  return {
    scope,
    blocks,
    declareParameter: ({ name, value }) => scope.declareParameter(name, evaluate(value, around)),
  };
}

/** Answers as the files did when the text was checked. */
function readerOf(uses: Analysis['uses']): ReadFile {
  return (path, from) => {
    const found = uses.find((use) => use.from.name === from && pathIn(use) === path);
    if (found) return { name: found.used.name, text: found.used.text };
    return { failure: `\`${path}\` could not be read`, remedy: 'check the path' };
  };
}

function pathIn({ from, span }: Analysis['uses'][number]): string | undefined {
  return stringOf(from.slice(span));
}
