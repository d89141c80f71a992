// Remedies whose line tells what the layer then makes.

import { spatial } from '../shapes/shape.js';
import type { Candidate } from '../diagnostics/draft.js';
import { mapText } from './axis-names.js';
import type { Call, Remedy } from './definition.js';

/** Other words for one argument: "`pad 1` keeps 28x28"; `words` are what the line calls them. */
export function tried(call: Call, argument: string, text: string, words = `\`${text}\``): Remedy {
  return triedAll(call, call.edit.replace(argument, text), words);
}

/** Other words for two arguments at once: "`stride 1 same` keeps 28x28". */
export function triedBoth(
  call: Call,
  first: readonly [argument: string, text: string],
  second: readonly [argument: string, text: string],
): Remedy {
  const edits = [...call.edit.replace(...first), ...call.edit.replace(...second)];
  return triedAll(call, edits, `\`${first[1]} ${second[1]}\``);
}

/** Several edits at once, in these words. */
export function triedAll(call: Call, edits: Candidate['edits'], words: string): Remedy {
  const map = mapText(spatial(call.input.shape));
  return {
    edits,
    words,
    safe: false,
    title: ({ output }) => {
      if (output === undefined) return undefined;
      const made = mapText(spatial(output));
      return made === map ? `${words} keeps ${made}` : `${words} gives ${made}`;
    },
  };
}

/** What a sentence calls a remedy. */
export function wordsOf({ words, edits }: Remedy): string {
  return words ?? `\`${edits.map(({ text }) => text.trim()).join(' ')}\``;
}

/** Takes an argument out. */
export function without(call: Call, argument: string, title: string): Candidate {
  return { edits: call.edit.remove(argument), safe: false, title: () => title };
}

/** Other words where something stands, whatever they then make. */
export function rewritten(span: Candidate['edits'][number]['span'], text: string, title?: string): Candidate {
  return { edits: [{ span, text }], safe: false, title: () => title ?? `write \`${text}\`` };
}
