// CNN603: batch normalisation subtracts each channel's mean, and with it the bias before it.

import type { CheckedLayer } from '../check/checked-layer.js';
import { inEveryCopy } from './every-copy.js';
import type { Finding, Lint } from './lint.js';
import { appending, placeOf, related, saying } from './place.js';
import { quantity } from './quantity.js';
import type { Subject } from './subject.js';

/** `shortcut` leaves its bias out by itself. */
const canLeaveItOut = new Set(['conv', 'conv-transpose', 'depthwise', 'separable', 'dense']);

export const cancelledBias: Lint = {
  code: 'CNN603',
  severity: 'warning',
  check(subject, report) {
    const cancelled = (layer: CheckedLayer) => biasOf(layer) > 0 && isNormalized(layer, subject);
    for (const layer of inEveryCopy(subject.layers, cancelled)) report(finding(layer, subject));
  },
};

/** How many weights it has. */
function biasOf({ kind, weights }: CheckedLayer): number {
  const bias = canLeaveItOut.has(kind) ? weights.find(({ role }) => role === 'bias') : undefined;
  return bias?.shape[0] ?? 0;
}

/** Whether all that reads what the layer makes is a batch normalisation. */
function isNormalized(layer: CheckedLayer, subject: Subject): boolean {
  if (layer.suffixes.length > 0) return layer.suffixes[0].kind === 'bn';
  const readers = subject.readersOf(layer);
  return readers.length > 0 && !subject.isOutput(layer) && readers.every(({ kind }) => kind === 'bn');
}

function finding(layer: CheckedLayer, subject: Subject): Finding {
  const count = biasOf(layer);
  const reader = layer.suffixes.length === 0 ? subject.readersOf(layer)[0] : undefined;
  const sum = count === 1 ? 'it' : 'them';
  return {
    ...placeOf(layer),
    message: `\`bn\` cancels the bias of \`${layer.text}\`: ${quantity(count, 'weight')} that ${count === 1 ? 'changes' : 'change'} nothing`,
    related: reader ? [related(reader, 'subtracts the mean of each channel')] : [],
    notes: ['bn subtracts each channel’s mean, and the bias is part of it; what it could do, beta does'],
    help: `\`nobias\` leaves ${sum} out`,
    layer: layer.name,
    candidates: saying(`\`nobias\` leaves ${sum} out`, appending(layer, 'nobias')),
  };
}
