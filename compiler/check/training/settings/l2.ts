// `l2 LAMBDA`: a penalty on large kernels.

import { notNegative } from '../number-range.js';
import type { SettingDefinition } from '../setting-definition.js';

export const l2: SettingDefinition = {
  word: 'l2',
  form: 'l2 LAMBDA',
  about: 'a penalty on large kernels, which pulls them to 0; biases and normalisation are left alone',
  fallback: '0',
  example: 'l2 1e-4',
  snippet: 'l2 ${1:1e-4}',
  value: notNegative,
  words: {},
  notes: [
    '> penalty = λ/2 · Σ kernel², so that λ · kernel is added to the gradient; the loss that is shown is without it',
    'With `adam` the pull is divided by the root of the mean square as gradients are; `adamw` with its `decay` keeps it apart (Loshchilov and Hutter 2019).',
  ],
  read(reader) {
    const lambda = reader.number(notNegative);
    reader.finish();
    return { l2: lambda };
  },
  write: ({ l2: lambda }) => (lambda === 0 ? undefined : `${lambda}`),
};
