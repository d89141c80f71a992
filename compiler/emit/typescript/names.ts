// The names that a module gives: to layers, as tfjs takes them, and to its constants.

import type { LayerNode, Plan, PlanNode } from './plan.js';

/** Words that no constant of a module may be: JavaScript's own. */
const RESERVED =
  'arguments await break case catch class const continue debugger default delete do else enum eval ' +
  'export extends false finally for function if implements import in instanceof interface let new null ' +
  'package private protected public return static super switch this throw true try typeof undefined ' +
  'var void while with yield';

/** Hands out names, each once; a name that is taken gets a number. */
export class NameScope {
  private readonly taken: Set<string>;

  constructor(taken: Iterable<string> = []) {
    this.taken = new Set(taken);
  }

  has(name: string): boolean {
    return this.taken.has(name);
  }

  claim(wanted: string, separator = ''): string {
    let name = wanted;
    for (let count = 2; this.taken.has(name); count++) name = `${wanted}${separator}${count}`;
    this.taken.add(name);
    return name;
  }
}

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

/** The scope of the constants in a function of a module that declares these names. */
export function constantScope(declared: Iterable<string>): NameScope {
  return new NameScope([...RESERVED.split(' '), 'tf', ...declared]);
}

/** `inception1Conv2`, for the layer `inception1.conv2`. */
export function constantName(name: string): string {
  const [first = '', ...rest] = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const word = first.slice(0, 1).toLowerCase() + first.slice(1) + rest.map(capitalized).join('');
  return /^[A-Za-z]/.test(word) ? word : `layer${word}`;
}

export function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
