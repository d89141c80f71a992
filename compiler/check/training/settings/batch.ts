// `batch N`: how many samples a step takes.

import { whole } from '../number-range.js';
import type { SettingDefinition } from '../setting-definition.js';

const range = whole(1, 'samples');

export const batch: SettingDefinition = {
  word: 'batch',
  form: 'batch N',
  about: 'how many samples a step takes',
  fallback: '32',
  example: 'batch 64',
  snippet: 'batch ${1:64}',
  value: range,
  words: {},
  notes: ['The last, smaller batch of an epoch is trained too.'],
  read(reader) {
    const samples = reader.number(range);
    reader.finish();
    return { batch: samples };
  },
  write: ({ batch }) => `${batch}`,
};
