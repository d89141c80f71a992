// `epochs N`: how often training goes through all samples.

import { whole } from '../number-range.js';
import type { SettingDefinition } from '../setting-definition.js';

const range = whole(1, 'epochs');

export const epochs: SettingDefinition = {
  word: 'epochs',
  form: 'epochs N',
  about: 'how often training goes through all samples',
  fallback: '1',
  example: 'epochs 5',
  snippet: 'epochs ${1:5}',
  value: range,
  words: {},
  notes: [],
  read(reader) {
    const times = reader.number(range);
    reader.finish();
    return { epochs: times };
  },
  write: ({ epochs }) => `${epochs}`,
};
