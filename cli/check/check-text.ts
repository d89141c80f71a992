// Checks one text and the files behind its `use`.

import { dirname, resolve } from 'node:path';
import { compile } from '../../compiler/compile.js';
import type { ReadFile } from '../../compiler/read-file.js';
import type { Diagnostic } from '../../grammar/diagnostic.js';
import { lintSettingsFor } from '../config.js';
import type { LintShow } from '../../compiler/lints/levels.js';
import type { ModelOptions } from '../model-options.js';
import type { SourceText } from '../read-source.js';
import { readUsedFile } from '../read-used-file.js';
import { identityOf } from './identity.js';

export interface CheckedTextOptions extends ModelOptions {
  readonly lints?: LintShow;
}

export interface CheckedText {
  readonly diagnostics: readonly Diagnostic[];
  /** The whole paths behind `use`, those too at which there is no file. */
  readonly uses: ReadonlySet<string>;
}

/** @param replaced texts that stand for those on the disk, by their identity */
export function checkText(
  { name, text }: SourceText,
  options: CheckedTextOptions,
  replaced: ReadonlyMap<string, string> = new Map(),
): CheckedText {
  const uses = new Set<string>();
  const readFile: ReadFile = (path, from) => {
    uses.add(resolve(dirname(from), path));
    const found = readUsedFile(path, from);
    if ('failure' in found) return found;
    return { ...found, text: replaced.get(identityOf(found.name)) ?? found.text };
  };
  const lints = lintSettingsFor(name, options.lints);
  const { diagnostics } = compile(text, {
    file: name,
    readFile,
    lints,
    ...(options.set && { set: options.set }),
  });
  return { diagnostics, uses };
}
