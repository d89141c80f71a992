// Writes what a target made, and refuses to overwrite what cnnc did not write.

import { writeAtomically } from '../../runtime/atomic-file.js';
import { Failure } from '../../runtime/failure.js';
import { inBytes } from '../../compiler/summary/units.js';
import { refuseToOverwrite } from '../generated-file.js';
import { remark } from '../output.js';
import type { GlobalOptions } from '../terminal.js';
import { isSameFile } from './destination.js';
import type { Made } from './made.js';
import { refuseOtherWeights, weightsBeside } from './prepared-weights.js';
import { writeTogether } from './write-together.js';

export interface WriteOptions extends GlobalOptions {
  readonly force?: boolean;
  /** The file that the weights come from. */
  readonly weights?: string;
}

/** Writes the module, and its weights beside it where they are not a part of it. */
export async function writeMade(
  target: string,
  { text, weights }: Made,
  options: WriteOptions,
): Promise<void> {
  if (options.force !== true) await refuseToOverwrite(target);
  const lines = `${target} (${text.split('\n').length - 1} lines)`;
  if (weights === undefined) {
    await writeAtomically(target, text);
    remark(`Wrote ${lines}.`, options);
    return;
  }
  const beside = weightsBeside(target);
  if (await isSameFile(options.weights ?? '', beside))
    throw new Failure(`${beside} is the file that --weights names`, 'choose another name with -o');
  if (options.force !== true) await refuseOtherWeights(beside);
  await writeTogether({ path: beside, data: weights }, { path: target, data: text });
  remark(`Wrote ${lines} and ${beside} (${inBytes(weights.length)}).`, options);
}
