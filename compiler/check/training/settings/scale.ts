// `scale FACTOR [shift OFFSET]` or `scale standardize`: what becomes of the numbers of a sample.

import { anyNumber, notZero } from '../number-range.js';
import type { SettingDefinition } from '../setting-definition.js';
import { writtenOptions } from '../written-options.js';

const words = {
  standardize: {
    about: 'less the mean and over the deviation of its channel, both measured on the training samples',
  },
};
const options = {
  shift: { about: 'what is added after the multiplication', range: anyNumber, fallback: '0' },
};

export const scale: SettingDefinition = {
  word: 'scale',
  form: 'scale FACTOR [shift OFFSET] | standardize',
  about: 'what becomes of each number of a sample, a byte of a picture as a rule, before the network sees it',
  fallback: '1/255 for bytes, and 1 for other numbers',
  example: 'scale 1/255 shift -1',
  snippet: 'scale ${1:1/255}',
  value: notZero,
  words,
  options,
  notes: [
    '> y = factor · x + offset, or y = (x − mean) / deviation, channel by channel',
    '`scale 1/127.5 shift -1` makes −1 to 1 of bytes. What is measured is stored with the weights, and `cnnc predict` and `cnnc eval` do the same to what they are given.',
  ],
  read(reader) {
    if (reader.isNext(['standardize'])) {
      reader.word(['standardize'], 'a scale');
      reader.finish();
      return { scale: { kind: 'standardize' } };
    }
    const factor = reader.number(notZero, 'scale', Object.keys(words));
    const rest = reader.options(options);
    return { scale: factor === undefined || !rest ? undefined : { kind: 'factor', factor, ...rest } };
  },
  write({ scale: scaling }) {
    if (scaling.kind !== 'factor') return scaling.kind === 'automatic' ? undefined : scaling.kind;
    return [`${scaling.factor}`, ...writtenOptions(options, scaling)].join(' ');
  },
};
