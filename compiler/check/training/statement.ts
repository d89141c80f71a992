// A setting where it stands, for what is said of it when all are read.

import type { Setting } from '../../../grammar/ast.js';
import type { Span } from '../../../grammar/source.js';
import type { TrainingOptions } from '../../training-options.js';

export interface Statement {
  readonly setting: Setting;
  /** All that the block says. */
  readonly options: TrainingOptions;
  /** Where another setting stands; undefined where it is not written. */
  readonly spanOf: (word: string) => Span | undefined;
}

/** The place of a value by its word, else of the whole setting. */
export function placeOf({ setting }: Statement, word: string): Span {
  return setting.values.find((value) => value.kind === 'word' && value.text === word)?.span ?? setting.span;
}
