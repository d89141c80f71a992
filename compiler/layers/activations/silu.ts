// `silu`

import { elementwise } from './elementwise.js';

export const silu = elementwise({
  word: 'silu',
  documentation: {
    summary: 'x times its own sigmoid, also called swish.',
    formula: 'y = x / (1 + e⁻ˣ)',
    source: 'Ramachandran et al. 2017, “Searching for activation functions”',
  },
  signature: {},
  function: () => ({ name: 'silu' }),
});
