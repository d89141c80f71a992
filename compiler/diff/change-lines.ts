// The order of what a report shows of the layers: what was edited in full, what merely follows from
// that in few words.

import type { ChangeGroup } from './change-group.js';
import type { Field } from './layer-change.js';

/** Changes that follow from others, one after the other. */
export interface Followers {
  readonly kind: 'followers';
  readonly groups: readonly ChangeGroup[];
}

export type ReportedChange = ChangeGroup | Followers;

/** After so many lines a reader wants the rest in few words. */
const mostShown = 40;

export interface ReportedChanges {
  readonly changes: readonly ReportedChange[];
  /** Groups that are not shown. */
  readonly hidden: number;
}

export function reportedChanges(groups: readonly ChangeGroup[], all: boolean): ReportedChanges {
  if (all) return { changes: groups, hidden: 0 };
  const changes: ReportedChange[] = [];
  for (const group of groups) {
    const last = changes.at(-1);
    if (!isFollower(group)) changes.push(group);
    else if (last?.kind === 'followers')
      changes[changes.length - 1] = { ...last, groups: [...last.groups, group] };
    else changes.push({ kind: 'followers', groups: [group] });
  }
  return { changes: changes.slice(0, mostShown), hidden: Math.max(0, changes.length - mostShown) };
}

/** Its text is as before and its weights are too. */
function isFollower({ kind, fields }: ChangeGroup): boolean {
  return kind === 'affected' && !fields.has('parameters');
}

const fieldNames: { readonly [F in Field]?: string } = {
  output: 'outputs',
  macs: 'MACs',
  receptiveField: 'fields',
  activationBytes: 'memory',
};

/** `12 layers as before, from pool1 to bn4, with other outputs, MACs and fields` */
export function followersText({ groups }: Followers): string {
  const entries = groups.flatMap(({ after }) => after?.entries ?? []);
  const fields = new Set(groups.flatMap((group) => [...group.fields]));
  // Memory follows from the output.
  if (fields.has('output')) fields.delete('activationBytes');
  const names = (Object.keys(fieldNames) as Field[])
    .filter((field) => fields.has(field))
    .map((field) => fieldNames[field]);
  const ends = groups.flatMap(({ after }) => after?.name ?? []);
  const which = ends.length < 3 ? ends.join(' and ') : `from ${ends[0]} to ${ends.at(-1) ?? ''}`;
  const layers = entries.length === 1 ? '1 layer' : `${entries.length} layers`;
  return `${layers} as before with other ${listed(names as string[])}: ${which}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
