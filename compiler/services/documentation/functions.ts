// The functions of expressions.

import type { Entries } from './entry.js';

export const functions: Entries = {
  min: { form: 'min(a, b, ...)', about: 'the least of its values' },
  max: { form: 'max(a, b, ...)', about: 'the greatest of its values' },
  ceil: { form: 'ceil(a)', about: 'rounds up' },
  floor: { form: 'floor(a)', about: 'rounds down' },
  round: { form: 'round(a)', about: 'to the nearest whole number; a half goes up' },
  mod: { form: 'mod(a, b)', about: 'what is left of a after whole times b; it has the sign of b' },
  pick: { form: 'pick(i, a, b, ...)', about: 'the i-th of the values after i, which count from 0' },
  choose: {
    form: 'choose(condition, then, otherwise)',
    about: 'the second value where the condition holds, that is, is not 0, and else the third',
  },
};
