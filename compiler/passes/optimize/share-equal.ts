// Computes once what several ops make alike: the same kind, with the same settings, of the same values.

import type { InferenceOp } from '../../graph/inference-ops.js';
import type { ValueId } from '../../graph/value.js';
import type { Pass } from './pass.js';
import { replaceValues } from './replace-values.js';

export const shareEqual: Pass = {
  name: 'share-equal',
  does: 'computes once what branches have in common',
  apply(graph) {
    const made = new Map<string, ValueId>();
    const standIn = (op: InferenceOp) => {
      const key = settingsOf(op);
      const earlier = made.get(key);
      if (earlier === undefined) made.set(key, op.outputs.y);
      return earlier;
    };
    return { graph: replaceValues(graph, standIn) };
  },
};

/** All of an op but where it came from and what its result is called. Fields keep their order by kind. */
function settingsOf({ origin: _origin, outputs: _outputs, ...settings }: InferenceOp): string {
  return JSON.stringify(settings, (_, value: unknown) => (isRecord(value) ? sorted(value) : value));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
