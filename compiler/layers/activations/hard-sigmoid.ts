// `hard-sigmoid`

import { elementwise } from './elementwise.js';

export const hardSigmoid = elementwise({
  word: 'hard-sigmoid',
  documentation: {
    summary: 'A sigmoid made of three lines.',
    formula: 'y = relu6(x + 3) / 6',
    source: 'Howard et al. 2019, “Searching for MobileNetV3”; Keras 2 and tfjs differ',
  },
  signature: {},
  function: () => ({ name: 'hard-sigmoid' }),
});
