// The words that the compiler itself lists to people who write another: metrics, functions, settings
// and their values.

import { compile } from '../../compiler/index.js';
import type { Diagnostic } from '../../grammar/diagnostic.js';

export const metrics = listed('input 1\nexpect zz < 1', ({ help }) => help, /^there are (.*)$/);
export const functions = listed('input 1\ndense zz(1)', ({ help }) => help, /^there are (.*)$/);
export const settings = listed('input 1\ntrain { zz 1 }', ({ help }) => help, /^settings are (.*)$/);
/** Losses, optimizers and their like. */
const worded = [
  ...['data', 'augment', 'loss', 'optimizer', 'schedule', 'clip', 'metrics'],
  ...['augment fill', 'augment flip'],
];
/** Where a number could stand too, none are listed. */
const besideNumbers = ['standardize', 'balanced'];
export const settingValues = worded
  .flatMap((setting) =>
    listed(`input 1\ntrain { ${setting} zz }`, ({ message }) => message, /^`zz` is not [^:]+: (.*)$/),
  )
  .concat(besideNumbers);

function listed(text: string, told: (diagnostic: Diagnostic) => string | undefined, form: RegExp): string[] {
  const [list] = compile(text).diagnostics.flatMap((diagnostic) => {
    const match = form.exec(told(diagnostic) ?? '');
    return match ? [match[1]] : [];
  });
  if (list === undefined) throw new Error(`cnnc no longer lists the words that fit in: ${text}`);
  return list.replaceAll('`', '').split(', ');
}
