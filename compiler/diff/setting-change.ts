// What differs beside the layers: params, outputs, budgets, claims and how to train.

import type { NamedShape } from '../model.js';
import { written } from '../shapes/shape.js';
import { align } from './align.js';
import { Interner, type Item } from './item.js';
import { spelling } from './spelling.js';
import type { WrittenBudget, WrittenClaim } from './written.js';

export interface SettingChange {
  readonly kind: 'param' | 'outputs' | 'expect' | 'claim' | 'train';
  /** The param, the statement of a claim, the training setting. */
  readonly name: string;
  /** Undefined where there was none. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export function paramChanges(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): SettingChange[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names]
    .map((name) => ({ kind: 'param' as const, name, before: before.get(name), after: after.get(name) }))
    .filter((change) => !isSpeltAlike(change.before, change.after));
}

/** Their names, where there is a choice; shapes differ with the layers that make them. */
export function outputChanges(before: readonly NamedShape[], after: readonly NamedShape[]): SettingChange[] {
  const names = (outputs: readonly NamedShape[]): string => outputs.map(({ name }) => name).join(', ');
  if (names(before) === names(after)) return [];
  const text = (outputs: readonly NamedShape[]): string =>
    outputs.map(({ name, shape }) => `${name} ${written(shape)}`).join(', ');
  return [{ kind: 'outputs', name: '', before: text(before), after: text(after) }];
}

export function budgetChanges(
  before: readonly WrittenBudget[],
  after: readonly WrittenBudget[],
): SettingChange[] {
  const interner = new Interner();
  const items = (budgets: readonly WrittenBudget[]) =>
    budgets.map(({ metric, text }) => itemOf(metric, text, text, interner));
  return pairwise(before, after, items(before), items(after)).flatMap(([a, b]) =>
    isSpeltAlike(a?.text, b?.text)
      ? []
      : [{ kind: 'expect' as const, name: '', before: a?.text, after: b?.text }],
  );
}

/** Claims that came or went with their statement are no news: `isNews` leaves them out. */
export function claimChanges(
  before: readonly WrittenClaim[],
  after: readonly WrittenClaim[],
  isNews: (claim: WrittenClaim) => boolean,
): SettingChange[] {
  const interner = new Interner();
  const items = (claims: readonly WrittenClaim[]) =>
    claims.map(({ of, text }) => itemOf(of.split(' ')[0], `${of} ${text}`, `${of} ${text}`, interner));
  return pairwise(before, after, items(before), items(after)).flatMap(([a, b]) => {
    const claim = b ?? a;
    if (!claim || isSpeltAlike(a?.text, b?.text) || ((!a || !b) && !isNews(claim))) return [];
    return [{ kind: 'claim' as const, name: claim.of, before: a?.text, after: b?.text }];
  });
}

function itemOf(kind: string, print: string, text: string, interner: Interner): Item {
  const features = text.split(' ').map((word) => interner.of(`word ${word}`));
  const word = interner.of(kind);
  return {
    print: interner.of(spelling(print)),
    label: word,
    kind: word,
    isNamed: false,
    features: features.sort((a, b) => a - b),
    weight: 1,
  };
}

function isSpeltAlike(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined) return before === after;
  return spelling(before) === spelling(after);
}

/** Pairs, and what is left over on either side, in the order of before and then of after. */
function pairwise<T>(
  before: readonly T[],
  after: readonly T[],
  itemsBefore: readonly Item[],
  itemsAfter: readonly Item[],
): [T | undefined, T | undefined][] {
  const pairs = new Map(align(itemsBefore, itemsAfter));
  const taken = new Set(pairs.values());
  return [
    ...before.map((each, i): [T, T | undefined] => {
      const partner = pairs.get(i);
      return [each, partner === undefined ? undefined : after[partner]];
    }),
    ...after.filter((_, j) => !taken.has(j)).map((each): [undefined, T] => [undefined, each]),
  ];
}
