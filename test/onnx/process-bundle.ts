// A script with the engine's worker beside it, bundled as the build does it, to be run in processes of
// its own: what matters is also how they end.

import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');

export interface RunOptions {
  /** Of Node. */
  readonly options?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export class ProcessBundle {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Of a script beside this file; in a folder inside the checkout, so that packages are found from there. */
  static async of(script: string, parent = join(root, 'node_modules/.cache')): Promise<ProcessBundle> {
    await mkdir(parent, { recursive: true });
    const folder = await mkdtemp(join(parent, 'onnx-process-'));
    await build({
      entryPoints: {
        main: join(import.meta.dirname, script),
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
    return new ProcessBundle(folder);
  }

  /** What the process prints for a scenario. Fails where it does not end by itself, or ends badly. */
  async run(scenario: string, { options = [], environment = {} }: RunOptions = {}): Promise<unknown> {
    const command = [...options, join(this.folder, 'main.js'), scenario];
    const env = { ...process.env, ...environment };
    const { stdout } = await promisify(execFile)(process.execPath, command, { timeout: 60_000, env });
    return JSON.parse(stdout);
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
