// `elu [ALPHA]`

import { real } from '../readers.js';
import { optional } from '../signature.js';
import { elementwise } from './elementwise.js';

const alpha = real('a positive number', (value) => value > 0);

export const elu = elementwise({
  word: 'elu',
  documentation: {
    summary: 'ReLU whose negative side bends towards −alpha.',
    formula: 'y = x if x > 0, else alpha · (eˣ − 1)',
    source: 'Clevert et al. 2015, “Fast and accurate deep network learning by exponential linear units”',
  },
  signature: { alpha: optional(alpha, 'how far below 0 the negative side reaches; 1 unless stated') },
  function: (values) => ({ name: 'elu', alpha: values.alpha ?? 1 }),
});
