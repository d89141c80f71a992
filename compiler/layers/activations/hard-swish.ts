// `hard-swish`

import { elementwise } from './elementwise.js';

export const hardSwish = elementwise({
  word: 'hard-swish',
  documentation: {
    summary: 'x times its hard sigmoid.',
    formula: 'y = x · relu6(x + 3) / 6',
    source: 'Howard et al. 2019, “Searching for MobileNetV3”',
  },
  signature: {},
  function: () => ({ name: 'hard-swish' }),
});
