// `relu6`

import { elementwise } from './elementwise.js';

export const relu6 = elementwise({
  word: 'relu6',
  documentation: {
    summary: 'ReLU that is cut off at 6.',
    formula: 'y = min(max(x, 0), 6)',
    source: 'Howard et al. 2017, “MobileNets”',
  },
  signature: {},
  function: () => ({ name: 'relu6' }),
});
