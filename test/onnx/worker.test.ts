// The engine's worker thread, bundled as the build does it, in processes of its own: what matters
// is also how they end.

import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const cache = join(root, 'node_modules/.cache');
let folder = '';

beforeAll(async () => {
  // Inside the checkout, so that onnxruntime-node is found from there.
  await mkdir(cache, { recursive: true });
  folder = await mkdtemp(join(cache, 'onnx-worker-'));
  await build({
    entryPoints: {
      main: join(import.meta.dirname, 'worker-process.ts'),
      'onnx-worker': join(root, 'runtime/onnx/worker.ts'),
    },
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    external: ['onnxruntime-node'],
    logLevel: 'error',
  });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the process prints for a scenario. Fails where it does not end by itself, or ends badly. */
async function run(scenario: string, ...options: string[]): Promise<unknown> {
  const command = [...options, join(folder, 'main.js'), scenario];
  const { stdout } = await promisify(execFile)(process.execPath, command, { timeout: 20_000 });
  return JSON.parse(stdout);
}

describe('worker', () => {
  it('trains and predicts as the thread of the caller does, and lets the process end', async () => {
    expect(await run('equal')).toEqual({ equal: true });
  });

  it('leaves the event loop free during a step', async () => {
    const { ticks } = (await run('ticks')) as { ticks: number };
    expect(ticks).toBeGreaterThan(3);
  });

  it('lets the process end with sessions that nobody disposed of', async () => {
    expect(await run('abandoned')).toEqual({ trained: true });
  });

  it('waits for the step under way before it disposes', async () => {
    expect(await run('dispose-during-step')).toEqual({ finished: true });
  });

  it('lets a process leave in the middle of a step', async () => {
    for (let i = 0; i < 3; i++) await expect(run('exit-during-step')).rejects.toMatchObject({ code: 3 });
  });

  it('starts again after its last session', async () => {
    expect(await run('again')).toEqual({ sessions: 15 });
  });

  it('brings errors back', async () => {
    expect(await run('errors')).toEqual({
      shape: 'EngineError: the target of output must be [batch, 3], and is [4, 2]',
      afterwards: true,
      disposed: 'EngineError',
    });
  });

  it('copies views, and leaves the rest of their buffer to the caller', async () => {
    expect(await run('views')).toEqual({ left: 32 });
  });

  it('says what is missing where the worker cannot be loaded', async () => {
    const { message } = (await run('no-worker')) as { message: string };
    expect(message).toMatch(/^EngineError: the engine's worker failed/);
  });
});
