// Results go to standard output and everything else to standard error; a reader that leaves early is no error.

import { visible } from '../compiler/diagnostics/code-frame.js';
import { painter } from '../compiler/diagnostics/paint.js';
import { Failure, systemCode } from '../runtime/failure.js';
import { wantsColor, type GlobalOptions } from './terminal.js';

/** Writes a result and waits until it is taken, so that a slow reader holds us up instead of filling memory. */
export function writeResult(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}

export async function writeJson(value: unknown): Promise<void> {
  await writeResult(`${JSON.stringify(value, null, 2)}\n`);
}

/** A remark beside the result; `--quiet` leaves it out. */
export function remark(text: string, options: GlobalOptions): void {
  if (options.quiet !== true) process.stderr.write(`${text}\n`);
}

/** Says what went wrong, and what to do about it. A name in the message must not steer the terminal. */
export function reportFailure(message: string, remedy: string | undefined, options: GlobalOptions): void {
  const paint = painter(wantsColor(process.stderr, options));
  const [first, ...stack] = message.split('\n');
  process.stderr.write(`${[`${paint.error('error')}: ${visible(first)}`, ...stack].join('\n')}\n`);
  if (remedy !== undefined) process.stderr.write(`  ${paint.help('help:')} ${visible(remedy)}\n`);
}

/**
 * Ends the process quietly when the reader of standard output has gone (`cnnc summary x | head -1`),
 * and with a message when standard output cannot take more for another reason.
 */
export function watchOutput(onFailure: (failure: Failure) => void): void {
  process.stdout.on('error', (error: Error) => {
    if (systemCode(error) === 'EPIPE') process.exit();
    onFailure(
      new Failure(`cannot write to standard output: ${reasonOf(error)}`, 'check where it is sent to'),
    );
  });
  // Where nobody can read messages any more there is nobody to tell.
  process.stderr.on('error', () => undefined);
}

function reasonOf(error: Error): string {
  return systemCode(error) === 'ENOSPC' ? 'the disk is full' : error.message;
}
