// `sigmoid`

import { elementwise } from './elementwise.js';

export const sigmoid = elementwise({
  word: 'sigmoid',
  documentation: {
    summary: 'Squeezes each value between 0 and 1: the probability of one label.',
    formula: 'y = 1 / (1 + e⁻ˣ)',
    source: 'the logistic function',
  },
  signature: {},
  function: () => ({ name: 'sigmoid' }),
});
