// Measures an engine in a process of its own, so that a driver that hangs is stopped, one that crashes
// takes nobody along, and the peak of memory is that of this engine alone.

import { fork, type ChildProcess } from 'node:child_process';
import type { Findings, Message, Stage, Task } from './messages.js';

/** A program that calls `measureAsTold`. */
export interface ChildProgram {
  readonly path: string;
  readonly words: readonly string[];
}

export type Ending =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string; readonly remedy: string | undefined }
  /** By a signal, or with a status, and what it said last. */
  | { readonly kind: 'crashed'; readonly how: string; readonly said: string }
  | { readonly kind: 'too-slow'; readonly seconds: number };

export interface EngineReport {
  readonly findings: Findings;
  /** What it did last. */
  readonly stage: Stage;
  readonly ending: Ending;
}

export interface ChildOptions {
  readonly program: ChildProgram;
  /** Seconds until it is stopped. */
  readonly limit: number;
  readonly signal?: AbortSignal;
  readonly onStage?: (stage: Stage) => void;
}

/** Characters of what it says last that are kept. */
const mostSaid = 4000;

/** @throws what the signal is aborted with */
export async function measureInChild(task: Task, options: ChildOptions): Promise<EngineReport> {
  const { program, limit, signal, onStage } = options;
  signal?.throwIfAborted();
  const child = fork(program.path, program.words, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    execArgv: [],
  });
  const stop = (): void => void child.kill('SIGKILL');
  process.on('exit', stop);
  signal?.addEventListener('abort', stop);
  try {
    const report = await reportOf(child, task, limit, onStage);
    signal?.throwIfAborted();
    return report;
  } finally {
    process.off('exit', stop);
    signal?.removeEventListener('abort', stop);
    // What it has told is all that is wanted: some drivers keep a process for ever.
    stop();
  }
}

function reportOf(
  child: ChildProcess,
  task: Task,
  seconds: number,
  onStage: ((stage: Stage) => void) | undefined,
): Promise<EngineReport> {
  let findings: Findings = { predictions: [] };
  let stage: Stage = { kind: 'start' };
  const said = lastSaid(child);
  return new Promise((resolve) => {
    const settle = (ending: Ending): void => {
      clearTimeout(timer);
      resolve({ findings, stage, ending });
    };
    const timer = setTimeout(() => settle({ kind: 'too-slow', seconds }), seconds * 1000);
    child.on('message', (message) => {
      const told = message as Message;
      if (told.kind === 'findings') ({ findings } = told);
      else if (told.kind === 'stage') {
        ({ stage } = told);
        onStage?.(stage);
      } else settle(told);
    });
    child.on('error', (error) => settle({ kind: 'crashed', how: error.message, said: '' }));
    child.on('close', (status, signal) => {
      settle({ kind: 'crashed', how: signal ?? `status ${status}`, said: said() });
    });
    child.send(task, () => undefined);
  });
}

/** The line of its standard error that most likely says why it ended. */
function lastSaid({ stderr }: ChildProcess): () => string {
  let text = '';
  stderr?.setEncoding('utf8').on('data', (chunk: string) => (text = (text + chunk).slice(-mostSaid)));
  return () => {
    const lines = text.split('\n').map((line) => line.trim());
    const telling = lines.filter((line) => line !== '' && !/^(at |Node\.js v)/.test(line));
    return telling.findLast((line) => /error|fatal|abort|fail/i.test(line)) ?? telling.at(-1) ?? '';
  };
}
