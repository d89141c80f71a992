// Weights files that `cnnc build` writes, and tells from others before it writes one again.

import { stat } from 'node:fs/promises';
import { Failure } from '../../runtime/failure.js';
import { readSafetensors } from '../../runtime/weights.js';

/** An entry of the file's metadata. */
export const preparedMark: readonly [key: string, value: string] = ['prepared', 'typescript-inference'];

/** `model.weights.safetensors`, beside `model.ts`. */
export function weightsBeside(module: string): string {
  return `${module.replace(/\.[cm]?ts$/, '')}.weights.safetensors`;
}

/** @throws Failure where there is a file that `cnnc build` did not write */
export async function refuseOtherWeights(path: string): Promise<void> {
  const existing = await stat(path).catch(() => undefined);
  if (existing === undefined) return;
  const [key, value] = preparedMark;
  const known = await readSafetensors(path).then(
    ({ metadata }) => metadata.get(key) === value,
    () => false,
  );
  if (known) return;
  throw new Failure(
    `${path} is there already, and cnnc build did not write it`,
    'choose another name with -o, or overwrite it with --force',
  );
}
