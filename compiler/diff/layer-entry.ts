// The layers of a network as they are compared: with their measures, and with what they were given.

import type { CheckedLayer } from '../check/checked-layer.js';
import type { Layer, Model } from '../model.js';
import { summaryRows, type SummaryRow } from '../summary/rows.js';
import type { Shape } from '../graph/value.js';

export interface LayerEntry {
  readonly layer: Layer;
  readonly row: SummaryRow;
  /** As written, on one line; what its branches hold is told of them. */
  readonly text: string;
  /** The layer in whose branch it stands. */
  readonly parent: LayerEntry | undefined;
  /** What its arguments amount to, by word; those of its inline `bn` and activation as `bn eps`. */
  readonly values: ReadonlyMap<string, string>;
  /** The name of the layer that it reads. */
  readonly reads: string | undefined;
}

/** Everything that a mistake left known, a layer before those of its branches. */
export function layerEntries(model: Model): LayerEntry[] {
  const rows = summaryRows(model);
  const entries: LayerEntry[] = [];
  const add = (layers: readonly Layer[], parent: LayerEntry | undefined): void => {
    for (const layer of layers) {
      if (entries.length === rows.length) return;
      const entry = {
        layer,
        parent,
        row: rows[entries.length],
        text: textOf(layer),
        values: valuesOf(layer),
        reads: inputName(layer),
      };
      entries.push(entry);
      for (const branch of layer.branches) add(branch, entry);
    }
  };
  add(model.layers, undefined);
  return entries;
}

/** Short branches stand in a layer's text; groups of numbers are all that is written of theirs. */
function textOf({ text, branches }: Layer): string {
  return branches.length === 0 ? text : text.replace(/<.*[A-Za-z].*>/, '<...>');
}

/** What the compiler keeps of a layer beyond what it shows. */
function isChecked(layer: Layer): layer is CheckedLayer {
  return 'values' in layer && 'input' in layer;
}

function inputName(layer: Layer): string | undefined {
  return isChecked(layer) ? layer.input?.name : undefined;
}

function valuesOf(layer: Layer): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (!isChecked(layer)) return found;
  for (const [word, value] of Object.entries(layer.values)) found.set(word, asText(value));
  for (const suffix of layer.suffixes) {
    found.set(suffix.kind, '');
    for (const [word, value] of Object.entries(suffix.values))
      found.set(`${suffix.kind} ${word}`, asText(value));
  }
  return found;
}

/** Sizes as the language writes them; what has no short form as JSON without its marks. */
function asText(value: unknown): string {
  if (Array.isArray(value) && value.every((part) => typeof part === 'number')) return value.join('x');
  return (JSON.stringify(value) ?? 'none').replace(/"|\{|\}/g, '').replace(/[:,]/g, '$& ');
}

export interface EntryWeight {
  /** `conv1.bn/gamma` */
  readonly name: string;
  /** `.bn/gamma` */
  readonly part: string;
  readonly shape: Shape;
  readonly entry: LayerEntry;
}

/** The weights of a layer and of its inline `bn` and activation. */
export function weightsOf(entry: LayerEntry): EntryWeight[] {
  const { layer } = entry;
  return [layer, ...layer.suffixes].flatMap((part) =>
    part.weights.map(({ role, shape }) => {
      const name = `${part.name}/${role}`;
      return { name, part: name.slice(layer.name.length), shape, entry };
    }),
  );
}
