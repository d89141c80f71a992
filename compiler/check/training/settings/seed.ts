// `seed N`: what chance starts from.

import { whole } from '../number-range.js';
import type { SettingDefinition } from '../setting-definition.js';

const range = whole(0);

export const seed: SettingDefinition = {
  word: 'seed',
  form: 'seed N',
  about: 'what chance starts from: the same seed gives the same run',
  fallback: '1',
  example: 'seed 42',
  snippet: 'seed ${1:42}',
  value: range,
  words: {},
  notes: [],
  read(reader) {
    const number = reader.number(range);
    reader.finish();
    return { seed: number };
  },
  write: ({ seed }) => `${seed}`,
};
