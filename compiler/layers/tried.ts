// Remedies whose line tells what the layer then makes.

import { spatial } from '../shapes/shape.js';
import type { Candidate } from '../diagnostics/draft.js';
import { mapText } from './axis-names.js';
import type { Call } from './definition.js';

/** Other words for one argument: "`pad 1` keeps 28x28"; `shown` may name the layer with them. */
export function tried(call: Call, argument: string, words: string, shown = words): Candidate {
  return triedEdits(call, call.edit.replace(argument, words), shown);
}

/** Other words for two arguments at once: "`stride 1 same` keeps 28x28". */
export function triedBoth(
  call: Call,
  first: readonly [argument: string, words: string],
  second: readonly [argument: string, words: string],
): Candidate {
  const edits = [...call.edit.replace(...first), ...call.edit.replace(...second)];
  return triedEdits(call, edits, `${first[1]} ${second[1]}`);
}

function triedEdits(call: Call, edits: Candidate['edits'], words: string): Candidate {
  const map = mapText(spatial(call.input.shape));
  return {
    edits,
    safe: false,
    title: ({ output }) => {
      if (output === undefined) return undefined;
      const made = mapText(spatial(output));
      return made === map ? `\`${words}\` keeps ${made}` : `\`${words}\` gives ${made}`;
    },
  };
}

/** Takes an argument out. */
export function without(call: Call, argument: string, title: string): Candidate {
  return { edits: call.edit.remove(argument), safe: false, title: () => title };
}

/** Other words where something stands, whatever they then make. */
export function rewritten(span: Candidate['edits'][number]['span'], text: string, title?: string): Candidate {
  return { edits: [{ span, text }], safe: false, title: () => title ?? `write \`${text}\`` };
}
