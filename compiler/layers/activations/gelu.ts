// `gelu`

import { elementwise } from './elementwise.js';

export const gelu = elementwise({
  word: 'gelu',
  documentation: {
    summary:
      'x weighted by the share of a normal distribution below it; by the error function, not its approximation.',
    formula: 'y = x/2 · (1 + erf(x / √2))',
    source: 'Hendrycks and Gimpel 2016, “Gaussian error linear units”',
  },
  signature: {},
  function: () => ({ name: 'gelu' }),
});
