// `tanh`

import { elementwise } from './elementwise.js';

export const tanh = elementwise({
  word: 'tanh',
  documentation: {
    summary: 'Squeezes each value between −1 and 1.',
    formula: 'y = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)',
    source: 'the hyperbolic tangent',
  },
  signature: {},
  function: () => ({ name: 'tanh' }),
});
