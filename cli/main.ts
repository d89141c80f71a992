// Reads the command line, runs one command, and turns every outcome into an exit status.

import { CommanderError } from 'commander';
import { exitCode } from './exit-code.js';
import { describeFailure } from './describe-failure.js';
import { Interrupted } from './interrupt.js';
import { reportFailure, watchOutput } from './output.js';
import { buildProgram } from './program.js';
import type { GlobalOptions } from './terminal.js';

/** Before commander has read them, and where it fails: the options that decide how messages look. */
function globalOptionsOf(words: readonly string[]): GlobalOptions {
  const color = words.includes('--no-color') ? false : words.includes('--color') ? true : undefined;
  return { ...(color === undefined ? {} : { color }), quiet: words.includes('--quiet') };
}

/** Runs one command; its outcome is `process.exitCode`. */
export async function main(words: readonly string[]): Promise<void> {
  const options = globalOptionsOf(words);
  const fail = (error: unknown): void => {
    const { message, remedy } = describeFailure(error);
    reportFailure(message, remedy, options);
    process.exitCode = exitCode.usageOrSystem;
  };
  watchOutput((failure) => {
    fail(failure);
    process.exit();
  });
  try {
    const program = await buildProgram(words);
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    if (error instanceof Interrupted) process.exitCode = exitCode.interrupted;
    else if (error instanceof CommanderError) process.exitCode = statusOf(error);
    else fail(error);
  }
}

/** Commander has written its own message by now; it ends with an error also after help and version. */
function statusOf({ exitCode: status }: CommanderError): number {
  return status === 0 ? exitCode.good : exitCode.usageOrSystem;
}
