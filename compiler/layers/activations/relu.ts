// `relu`

import { elementwise } from './elementwise.js';

export const relu = elementwise({
  word: 'relu',
  documentation: {
    summary: 'max(x, 0): negative values become 0.',
    formula: 'y = max(x, 0)',
    source: 'Nair and Hinton 2010, “Rectified linear units improve restricted Boltzmann machines”',
  },
  signature: {},
  function: () => ({ name: 'relu' }),
});
