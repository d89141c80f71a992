// The options of `cnnc check`, and which of them do not go together.

import { Failure } from '../../runtime/failure.js';
import type { FormatName } from '../formats/index.js';
import { standardInput } from '../read-source.js';
import type { CheckedTextOptions } from './check-text.js';

export interface CheckOptions extends CheckedTextOptions {
  /** Undefined where nobody chose one. */
  readonly format?: FormatName;
  readonly output?: string;
  readonly maxWarnings?: number;
  readonly stdinFilename?: string;
  readonly fix?: boolean;
  readonly unsafe?: boolean;
  readonly watch?: boolean;
}

/** @throws Failure where the options contradict each other or the files */
export function refuseContradictions(words: readonly string[], options: CheckOptions): void {
  const readsInput = words.includes(standardInput);
  const { fix = false, unsafe = false, watch = false, stdinFilename } = options;
  if (options.output === '') throw new Failure('-o has no file to write', 'name one, or leave -o out');
  if (unsafe && !fix) throw new Failure('--unsafe goes with --fix', 'write --fix --unsafe');
  if (stdinFilename !== undefined && !readsInput)
    throw new Failure('--stdin-filename names standard input, which is not read', 'add - to the files');
  if (watch && readsInput)
    throw new Failure('standard input cannot be watched', 'name a file, or leave --watch out');
  if (fix && readsInput && words.length > 1)
    throw new Failure(
      '--fix prints the text of standard input, and cannot fix files beside it',
      'name - alone, or files alone',
    );
}
