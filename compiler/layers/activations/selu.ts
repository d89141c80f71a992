// `selu`

import { elementwise } from './elementwise.js';

export const selu = elementwise({
  word: 'selu',
  documentation: {
    summary: 'A scaled ELU whose constants keep mean and variance from layer to layer.',
    formula: 'y = 1.0507 · (x if x > 0, else 1.67326 · (eˣ − 1))',
    source: 'Klambauer et al. 2017, “Self-normalizing neural networks”',
  },
  signature: {},
  function: () => ({ name: 'selu' }),
});
