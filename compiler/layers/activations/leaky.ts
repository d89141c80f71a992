// `leaky [SLOPE]`

import { real } from '../readers.js';
import { optional } from '../signature.js';
import { elementwise } from './elementwise.js';

const slope = real('a number of at least 0', (value) => value >= 0);

export const leaky = elementwise({
  word: 'leaky',
  documentation: {
    summary: 'ReLU that lets a share of negative values through.',
    formula: 'y = x if x > 0, else slope · x',
    source:
      'Maas et al. 2013, “Rectifier nonlinearities improve neural network acoustic models”; slope 0.3 as in Keras',
  },
  signature: { slope: optional(slope, 'the share of negative values that passes; 0.3 unless stated') },
  function: (values) => ({ name: 'leaky', slope: values.slope ?? 0.3 }),
});
