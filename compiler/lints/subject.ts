// What lints look at: the text, its network written out, and which layers read what another makes.

import type { File } from '../../grammar/ast.js';
import type { Source, Span } from '../../grammar/source.js';
import { readBy, type CheckedLayer } from '../check/checked-layer.js';
import type { CheckedNetwork } from '../check/network.js';
import type { Use } from '../check/used-files.js';
import type { TrainingOptions } from '../training-options.js';
import { windowOnMap, type WindowOnMap } from './window-on-map.js';

export interface SubjectParts {
  readonly source: Source;
  readonly file: File;
  readonly comments: readonly Span[];
  readonly network: CheckedNetwork;
  readonly training: TrainingOptions;
  readonly uses: readonly Use[];
  /** Whether `--set` gave values: the text alone may then make another network. */
  readonly isSet: boolean;
}

export class Subject {
  readonly source: Source;
  readonly file: File;
  readonly comments: readonly Span[];
  readonly network: CheckedNetwork;
  readonly training: TrainingOptions;
  readonly uses: readonly Use[];
  readonly isSet: boolean;
  /** All layers, those of branches before their own, without inline `bn`s and activations. */
  readonly layers: readonly CheckedLayer[];
  private readonly windows = new Map<CheckedLayer, WindowOnMap>();
  private outputs: ReadonlySet<string> | undefined;
  private readers: ReadonlyMap<string, readonly CheckedLayer[]> | undefined;

  constructor({ source, file, comments, network, training, uses, isSet }: SubjectParts) {
    this.source = source;
    this.file = file;
    this.comments = comments;
    this.network = network;
    this.training = training;
    this.uses = uses;
    this.isSet = isSet;
    this.layers = [...withBranches(network.layers)];
  }

  /** The layers that read what a layer makes. */
  readersOf({ name }: CheckedLayer): readonly CheckedLayer[] {
    this.readers ??= readersIn(this.layers);
    return this.readers.get(name) ?? [];
  }

  /** The window that a layer slides over a map, if it does. */
  windowOf(layer: CheckedLayer): WindowOnMap | undefined {
    const known = this.windows.get(layer);
    if (known !== undefined) return known;
    const window = windowOnMap(layer);
    if (window) this.windows.set(layer, window);
    return window;
  }

  isOutput({ name }: CheckedLayer): boolean {
    this.outputs ??= new Set(this.network.outputs.map(({ layer }) => layer.name));
    return this.outputs.has(name);
  }
}

function* withBranches(layers: readonly CheckedLayer[]): Generator<CheckedLayer> {
  for (const layer of layers) {
    for (const branch of layer.branches) yield* withBranches(branch);
    yield layer;
  }
}

function readersIn(layers: readonly CheckedLayer[]): Map<string, CheckedLayer[]> {
  const readers = new Map<string, CheckedLayer[]>();
  for (const layer of layers) {
    for (const { name } of readBy(layer)) {
      const known = readers.get(name);
      if (known) known.push(layer);
      else readers.set(name, [layer]);
    }
  }
  return readers;
}
