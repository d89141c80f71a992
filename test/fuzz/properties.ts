// What checking promises of every text, however broken; `all-promises.ts` has the rest.

import { compile, type Compilation } from '../../compiler/index.js';
import { promiseChecked } from './promises/checking.js';

/** Throws where a promise of `compile` does not hold. */
export function expectPromises(text: string): Compilation {
  const compilation = compile(text, { file: 'fuzz.cnn' });
  promiseChecked(compilation);
  return compilation;
}
