// This very program as a process of its own: what one training does to its process harms no other.

import { fork, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';

export interface ChildOutcome {
  readonly status: number | null;
  readonly stdout: string;
  /** Why it failed, in its own words; undefined where it did not. */
  readonly reason: string | undefined;
}

/** Characters of what it says last that are kept. */
const mostSaid = 8000;

/**
 * Runs a command of cnnc. When the signal is aborted the child is told to save and end, as by Ctrl-C; so it
 * is when this process ends, however that comes.
 */
export async function runChild(
  words: readonly string[],
  { threads, signal }: { readonly threads: number | undefined; readonly signal: AbortSignal },
): Promise<ChildOutcome> {
  const child = fork(process.argv[1], ['--quiet', '--no-color', ...words], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
    env: { ...process.env, ...(threads !== undefined && { CNNC_THREADS: `${threads}` }) },
  });
  const interrupt = (): void => {
    if (child.connected) child.disconnect();
  };
  signal.addEventListener('abort', interrupt);
  if (signal.aborted) interrupt();
  return outcomeOf(child).finally(() => signal.removeEventListener('abort', interrupt));
}

async function outcomeOf(child: ChildProcess): Promise<ChildOutcome> {
  const [stdout, stderr] = [collected(child.stdout), collected(child.stderr, mostSaid)];
  const ended = await endOf(child);
  if (ended instanceof Error) return { status: null, stdout: '', reason: ended.message };
  const { status, signal } = ended;
  const said = saidIn(await stderr);
  const reason = status === 0 ? undefined : (said ?? `it ended with ${signal ?? `status ${status}`}`);
  return { status, stdout: await stdout, reason };
}

interface End {
  readonly status: number | null;
  readonly signal: string | null;
}

/** Not by its event `close`, which stays out once this side has hung up. */
function endOf(child: ChildProcess): Promise<End | Error> {
  return new Promise((resolve) => {
    child.on('error', resolve);
    child.on('exit', (status, signal) => resolve({ status, signal }));
  });
}

/** What comes out of it, the last so many characters. */
async function collected(stream: Readable | null, most = Infinity): Promise<string> {
  let text = '';
  for await (const chunk of stream?.setEncoding('utf8') ?? []) text = (text + String(chunk)).slice(-most);
  return text;
}

/** The sentence behind `error:`; else what a crash said last. */
function saidIn(stderr: string): string | undefined {
  const message = /^error(?:\[\w+\])?: (.*)$/m.exec(stderr)?.[1];
  return (
    message ??
    stderr
      .trim()
      .split('\n')
      .findLast((line) => /error|fatal|abort|fail/i.test(line))
  );
}
