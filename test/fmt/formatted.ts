// The formatted text, for texts without mistakes of form.

import { print } from '../../grammar/print/print.js';
import { Source } from '../../grammar/source.js';

export function formatted(text: string): string {
  const { text: after, errors } = print(new Source('model.cnn', text));
  if (errors.length > 0)
    throw new Error(`${errors[0].message}: ${text.slice(errors[0].span.start).slice(0, 80)}`);
  return after;
}
