// The names that a module gives to layers, as tfjs takes them.

import { NameScope } from '../typescript-common/names.js';
import type { LayerNode, Plan, PlanNode } from './plan.js';

/**
 * A name for every input and layer of a plan. A layer with weights is called as they are; others
 * as the layer that they came from, with a word more where several came from one.
 */
export function nameLayers({ inputs, layers }: Plan): ReadonlyMap<PlanNode, string> {
  const scope = new NameScope();
  const names = new Map<PlanNode, string>();
  for (const input of inputs) names.set(input, scope.claim(layerName(input.name), '_'));
  const weighted = layers.filter(({ call }) => call.weights !== undefined);
  const shared = sharedNames(weighted);
  for (const layer of weighted) {
    const name = weightedName(layer);
    const word = shared.has(name) ? `.${roleOf(layer)}` : '';
    names.set(layer, scope.claim(layerName(`${name}${word}`), '_'));
  }
  for (const layer of layers) {
    if (!names.has(layer)) names.set(layer, scope.claim(plainName(layer, scope), '_'));
  }
  return names;
}

/** Names that layers with different weights have in common, as the two of a separable convolution do. */
function sharedNames(weighted: readonly LayerNode[]): ReadonlySet<string> {
  const roles = new Map<string, string>();
  const shared = new Set<string>();
  for (const layer of weighted) {
    const [name, role] = [weightedName(layer), roleOf(layer)];
    if ((roles.get(name) ?? role) !== role) shared.add(name);
    roles.set(name, role);
  }
  return shared;
}

/** `depthwise`, of a layer whose first weight is `separable1/depthwise`. */
function roleOf({ call }: LayerNode): string {
  return (call.weights?.[0]?.weight.name ?? '').split('/').pop() ?? '';
}

/** `conv1.bn`, of a layer whose weights are `conv1.bn/gamma` and its like. */
function weightedName({ call, origin }: LayerNode): string {
  const name = call.weights?.[0]?.weight.name ?? '';
  const slash = name.lastIndexOf('/');
  return slash > 0 ? name.slice(0, slash) : origin;
}

function plainName({ call, origin }: LayerNode, scope: NameScope): string {
  const name = layerName(origin);
  return scope.has(name) || call.word === 'padding' ? `${name}.${call.word}` : name;
}

/**
 * What tfjs takes as a name: letters, digits, dots, dashes and underlines, a letter or digit first.
 * It keeps names as keys of plain objects, where what objects inherit, `constructor`, is no key.
 */
export function layerName(name: string): string {
  const plain = name.replace(/[^\w.-]/g, '_');
  return /^[A-Za-z0-9]/.test(plain) && !(plain in Object.prototype) ? plain : `layer_${plain}`;
}
