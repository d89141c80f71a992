// Turns whatever was thrown into a sentence and a remedy; no stack trace reaches a user unasked.

import { Failure } from '../runtime/failure.js';

export interface FailureDescription {
  readonly message: string;
  readonly remedy: string | undefined;
}

/** Failures of every folder carry a message and, where there is one, a remedy. */
function hasRemedy(error: Error): error is Error & { remedy: string | undefined } {
  return error instanceof Failure || 'remedy' in error;
}

export function describeFailure(error: unknown): FailureDescription {
  if (error instanceof Error && hasRemedy(error)) return { message: error.message, remedy: error.remedy };
  const debugging = process.env.CNNC_DEBUG === '1';
  const said = error instanceof Error ? error.message.split('\n')[0] : String(error);
  const message = `cnnc failed in a way that it should not: ${said}`;
  if (!debugging)
    return { message, remedy: 'please report it, with the output of the same command under CNNC_DEBUG=1' };
  const stack = error instanceof Error ? error.stack : undefined;
  return { message: `${message}\n${stack ?? ''}`, remedy: undefined };
}
