// The checked layers of each place of the text: one, or one for every call and round.

import type { Span } from '../../grammar/source.js';
import type { Analysis } from '../compile.js';
import type { CheckedLayer } from '../check/checked-layer.js';

type Index = ReadonlyMap<number, readonly CheckedLayer[]>;

const known = new WeakMap<Analysis, Index>();

/** The layers whose word stands at `start`, inline `bn` and activations among them, in the order of their runs. */
export function layersAt(analysis: Analysis, start: number): readonly CheckedLayer[] {
  return layerIndex(analysis).get(start) ?? [];
}

function layerIndex(analysis: Analysis): Index {
  const index = known.get(analysis) ?? indexOf(analysis);
  known.set(analysis, index);
  return index;
}

function indexOf({ source, network }: Analysis): Index {
  const index = new Map<number, CheckedLayer[]>();
  const note = (layer: CheckedLayer, { start }: Span): void => {
    const before = index.get(start);
    if (before) before.push(layer);
    else index.set(start, [layer]);
  };
  const add = (layers: readonly CheckedLayer[]): void => {
    for (const layer of layers) {
      if (layer.source === source) note(layer, layer.statement.span);
      for (const suffix of layer.suffixes)
        if (suffix.source === source && isWritten(suffix, layer)) note(suffix, suffix.span);
      for (const branch of layer.branches) add(branch);
    }
  };
  add(network.layers);
  return index;
}

/** A shortcut may take its normalisation from the branch beside it. */
function isWritten({ source, span, kind }: CheckedLayer, owner: CheckedLayer): boolean {
  return owner.statement.text === undefined && source.text.startsWith(kind, span.start);
}
