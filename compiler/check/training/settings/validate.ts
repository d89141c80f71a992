// `validate SHARE`: what is held out of the training samples to measure on.

import { share } from '../number-range.js';
import type { SettingDefinition } from '../setting-definition.js';
import { writtenNumber } from '../written-options.js';

export const validate: SettingDefinition = {
  word: 'validate',
  form: 'validate SHARE',
  about: 'the share of the training samples that is held out to measure on, the same of every class',
  fallback: '0',
  example: 'validate 10%',
  snippet: 'validate ${1:10%}',
  value: share,
  words: {},
  notes: ['Of pictures in `train/` and `val/` folders, those in `val/` are held out.'],
  read(reader) {
    const held = reader.number(share);
    reader.finish();
    return { validate: held };
  },
  write: ({ validate: held }) => (held === 0 ? undefined : writtenNumber(held, share)),
};
