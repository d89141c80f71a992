// The worker of data threads, bundled as the build does it.

import { build } from 'esbuild';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Registers the hooks; the returned function gives the worker's place. In the checkout, so that sharp is found. */
export function dataWorker(): () => URL {
  let folder = '';
  beforeAll(async () => {
    const parent = join(root, 'node_modules/.cache');
    await mkdir(parent, { recursive: true });
    folder = await mkdtemp(join(parent, 'data-worker-'));
    await build({
      entryPoints: { 'data-worker': join(root, 'runtime/data/threads/worker.ts') },
      outdir: folder,
      bundle: true,
      platform: 'node',
      format: 'esm',
      external: ['sharp'],
      logLevel: 'error',
    });
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return () => pathToFileURL(join(folder, 'data-worker.js'));
}
