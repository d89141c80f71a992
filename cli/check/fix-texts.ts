// The fixing of texts, which is pure, for files of the disk.

import type { Texts } from '../../compiler/services/fix-all/choose-fixes.js';
import * as pure from '../../compiler/services/fix-all/fix-texts.js';
import { identityOf } from './identity.js';

export type { Fixed } from '../../compiler/services/fix-all/fix-texts.js';

/** @param unsafe also the first remedy of mistakes that have no safe one */
export function fixTexts(texts: Texts, check: pure.CheckTexts, unsafe: boolean): pure.Fixed {
  return pure.fixTexts(texts, check, { identityOf, unsafe });
}
