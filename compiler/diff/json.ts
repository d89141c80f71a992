// What `diff --format json` says. Other tools rely on its shape: `version` counts breaking changes.

import { isError } from '../../grammar/diagnostic.js';
import { diagnosticsAsJson } from '../diagnostics/json.js';
import { differs, type ComparedNetwork, type Difference } from './difference.js';
import { differingValues, type LayerChange } from './layer-change.js';
import type { LayerEntry } from './layer-entry.js';
import type { NamedTensor } from './weights-change.js';

export function differenceAsJson(difference: Difference): object {
  const { before, after, layers, unchanged, notCompared, settings, weights } = difference;
  return {
    version: 1,
    differs: differs(difference),
    before: networkAsJson(before),
    after: networkAsJson(after),
    layers: layers.map(changeAsJson),
    unchanged,
    notCompared,
    settings: settings.map((setting) => ({
      kind: setting.kind,
      name: setting.name,
      before: setting.before ?? null,
      after: setting.after ?? null,
    })),
    weights:
      weights === undefined
        ? null
        : {
            ...weights,
            missing: weights.missing.map(tensorAsJson),
            added: weights.added.map(tensorAsJson),
            misplaced: weights.misplaced.map(tensorAsJson),
          },
  };
}

/** `totals` is null, and `outputs` empty, where a mistake left the network unknown. */
function networkAsJson({ compilation: { source, model, diagnostics }, totals }: ComparedNetwork): object {
  return {
    file: source.name,
    model: model.name,
    inputs: model.inputs,
    outputs: totals === undefined ? [] : model.outputs.map(({ name, shape }) => ({ name, shape })),
    totals: totals ?? null,
    errors: diagnosticsAsJson(diagnostics.filter(isError)).diagnostics,
  };
}

function changeAsJson({ kind, before, after, fields }: LayerChange): object {
  const values = before && after ? differingValues(before, after) : [];
  return {
    change: kind,
    fields,
    before: before ? layerAsJson(before, values) : null,
    after: after ? layerAsJson(after, values) : null,
  };
}

/** `values` are those that differ. */
function layerAsJson({ row, text, values, reads }: LayerEntry, differing: readonly string[]): object {
  const { name, kind, output, parameters, macs, receptiveField, activationBytes, line } = row;
  return {
    ...{ name, kind, text, output: output ?? null, parameters, macs, receptiveField, activationBytes, line },
    input: reads ?? null,
    values: Object.fromEntries(differing.map((word) => [word, values.get(word) ?? null])),
  };
}

function tensorAsJson({ name, shape, elsewhere }: NamedTensor): object {
  return { name, shape, elsewhere: elsewhere ?? null };
}
