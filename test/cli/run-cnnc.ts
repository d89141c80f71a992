// Runs the built program as a user would: a process of its own, through its public door.

import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const program = join(root, 'dist', 'cli.cjs');

export interface Outcome {
  /** Null where a signal killed the process. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  /** Another copy of the program than dist/. */
  readonly copy?: string;
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
}

export function start(
  words: readonly string[],
  { copy = program, cwd, environment }: Surroundings = {},
): ChildProcessWithoutNullStreams {
  if (!existsSync(copy)) throw new Error('dist/ is missing: npm run build');
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(NO_COLOR|FORCE_COLOR|CNNC_|GITHUB_|CI_PROJECT_DIR)/.test(name),
  );
  return spawn(process.execPath, [copy, ...words], {
    cwd,
    env: { ...Object.fromEntries(inherited), ...environment },
  });
}

export async function finished(child: ChildProcessWithoutNullStreams): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, stdout, stderr };
}

export async function cnnc(words: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  const child = start(words, surroundings);
  // A program that ends before it has read everything is no mistake of the test.
  child.stdin.on('error', () => undefined);
  child.stdin.end(surroundings.input);
  return finished(child);
}

/** An empty folder that goes with the test, with these files in it. */
export async function folderWith(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cnnc-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}
