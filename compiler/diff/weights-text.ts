// What becomes of the weights, in sentences.

import { written } from '../shapes/shape.js';
import { grouped } from '../summary/units.js';
import { commonName } from './common-name.js';
import type { NamedTensor, WeightsChange } from './weights-change.js';

export interface WeightsText {
  readonly verdict: string;
  /** What is to be known of single tensors, the gravest first. */
  readonly remarks: readonly string[];
}

export function weightsText(change: WeightsChange): WeightsText {
  const { misplaced, reshaped, missing, added } = change;
  const isNew = added.filter(({ elsewhere }) => elsewhere === undefined);
  return {
    verdict: verdictOn(change),
    remarks: [
      ...byLayer(misplaced, {
        said: 'loads into another layer than before',
        of: 'load into another layer than before',
      }),
      ...byTensor(reshaped),
      ...byLayer(
        missing.filter(({ elsewhere }) => elsewhere !== undefined),
        { said: 'is renamed', of: 'are renamed' },
      ),
      ...byLayer(
        missing.filter(({ elsewhere }) => elsewhere === undefined),
        { said: 'is gone', of: 'are gone' },
      ),
      ...byLayer(isNew, { said: 'is new', of: 'are new' }),
    ],
  };
}

function verdictOn(change: WeightsChange): string {
  const { total, loadable, misplaced, added } = change;
  const count =
    loadable === total
      ? `all ${grouped(total)}`
      : `${loadable === 0 ? 'none' : grouped(loadable)} of ${grouped(total)}`;
  const elsewhere =
    misplaced.length === 0 ? '' : `, ${grouped(misplaced.length)} of them into another layer than before`;
  const lacking = loadable === total && added.length > 0 ? `; ${grouped(added.length)} more are new` : '';
  return `${count} tensors load${elsewhere}${lacking}`;
}

/** More lines than these become one for all whose names differ in ordinals only. */
const mostLines = 8;

type Reshaped = WeightsChange['reshaped'][number];

function byTensor(tensors: readonly Reshaped[]): string[] {
  const fate = ({ name, before, after }: Reshaped): string =>
    `${name} was ${written(before)}, is ${written(after)}`;
  if (tensors.length <= mostLines) return tensors.map(fate);
  return [...groupedBy(tensors, ({ name }) => starred(layerOf(name))).values()].map((group) => {
    if (group.length === 1) return fate(group[0]);
    return `${layersOf(group)}/* (${grouped(group.length)} tensors): ${fate(group[0])}, and so on`;
  });
}

/** What becomes of one, and of several. */
interface Fate {
  readonly said: string;
  readonly of: string;
}

/** A line for the tensors of a layer or, where these are many, of layers that are numbered alike. */
function byLayer(tensors: readonly NamedTensor[], fate: Fate): string[] {
  const pair = ({ name, elsewhere = '' }: NamedTensor): string => `${layerOf(name)} ${layerOf(elsewhere)}`;
  const layers = groupedBy(tensors, pair);
  const isMany = layers.size > mostLines;
  const groups = isMany ? groupedBy(tensors, (tensor) => starred(pair(tensor))) : layers;
  return [...groups.values()].map((group) => {
    const [{ name, shape, elsewhere }, ...others] = group;
    const now = elsewhere === undefined ? '' : `: ${name} is ${elsewhere} now`;
    if (others.length > 0)
      return `${layersOf(group)}/* (${grouped(group.length)} tensors) ${fate.of}${now && `${now}, and so on`}`;
    return `${name} (${written(shape)}) ${fate.said}${now}`;
  });
}

function layersOf(tensors: readonly { readonly name: string }[]): string {
  return commonName([...new Set(tensors.map(({ name }) => layerOf(name)))]);
}

function starred(name: string): string {
  return name.replace(/\d+(?=[. ]|$)/g, '*');
}

function groupedBy<T>(things: readonly T[], keyOf: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const group = groups.get(keyOf(thing));
    if (group) group.push(thing);
    else groups.set(keyOf(thing), [thing]);
  }
  return groups;
}

/** `conv1` of `conv1.bn/gamma`: a layer and its inline `bn` are one to a reader. */
function layerOf(name: string): string {
  return name.replace(/\/.*/, '').replace(/\.(bn|prelu)$/, '');
}
