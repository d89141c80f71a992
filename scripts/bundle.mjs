// Bundles sources for a script that runs them with the packages of the checkout.

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** @param where the entry points and `outdir` or `outfile`, as esbuild has them */
export function bundle(where) {
  return build({
    absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    ...where,
  });
}

/** The ONNX engine starts its worker from the file of this name beside it. */
export const onnxWorker = { 'onnx-worker': 'runtime/onnx/worker.ts' };

/** What reads and augments samples in threads starts them from the file of this name beside it. */
export const dataWorker = { 'data-worker': 'runtime/data/threads/worker.ts' };
