// The same word misspelt at many places is one mistake, told once, with remedies for all of them.

import type { Code } from './catalogue.js';
import type { Candidate, Draft } from './draft.js';

/** Mistakes of one word, which say nothing of the place that they stand in. */
const ofWords: ReadonlySet<Code> = new Set(['CNN201', 'CNN202', 'CNN205']);

/** Drafts of words that say the same of the same text, as one each, where the first of them stands. */
export function together(drafts: readonly Draft[]): readonly Draft[] {
  const groups = new Map<unknown, Draft[]>();
  for (const draft of drafts) {
    const { code, source, span, message } = draft;
    const key = ofWords.has(code) ? `${code} ${source?.name} ${source?.slice(span)} ${message}` : draft;
    const group = groups.get(key);
    if (group) group.push(draft);
    else groups.set(key, [draft]);
  }
  return groups.size === drafts.length ? drafts : [...groups.values()].map(merged);
}

function merged(group: readonly Draft[]): Draft {
  const [first, ...others] = group;
  if (others.length === 0) return first;
  const candidates = (first.candidates ?? []).flatMap((candidate, i) => {
    const all = group.map((draft) => draft.candidates?.at(i));
    return all.includes(undefined) ? [] : [everywhere(candidate, all as Candidate[])];
  });
  const again = group.reduce((sum, draft) => sum + (draft.again ?? 0), 0);
  return { ...first, candidates, also: others.map(({ span }) => span), again };
}

function everywhere(first: Candidate, all: readonly Candidate[]): Candidate {
  return {
    ...first,
    edits: all.flatMap(({ edits }) => edits),
    title: (outcome) => {
      const title = first.title(outcome);
      return title && `${title}, at all ${all.length} places`;
    },
  };
}
