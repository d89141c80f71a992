// CNN607: a softmax over one value is always 1.

import type { CheckedLayer } from '../check/checked-layer.js';
import { outputOf } from '../check/checked-layer.js';
import { channels } from '../shapes/shape.js';
import type { Finding, Lint } from './lint.js';
import { placeOf, saying } from './place.js';

export const softmaxOfOne: Lint = {
  code: 'CNN607',
  severity: 'warning',
  check(subject, report) {
    for (const layer of subject.layers) {
      const softmax = [layer, ...layer.suffixes].find(({ kind }) => kind === 'softmax');
      const output = softmax && outputOf(softmax);
      if (softmax && output && channels(output) === 1) report(finding(layer, softmax));
    }
  },
};

function finding(layer: CheckedLayer, softmax: CheckedLayer): Finding {
  const span = softmax === layer ? layer.statement.word.span : softmax.span;
  const isThere = layer.source.slice(span) === 'softmax';
  return {
    ...placeOf(layer),
    span,
    message: '`softmax` over one unit is always 1, whatever the network has learned',
    notes: ['softmax: e^x / Σ e^x, and with one x that is e^x / e^x = 1'],
    help: 'end with `sigmoid` for a yes or no, or with one unit a class',
    candidates: isThere ? saying('`sigmoid` gives the probability of yes', [{ span, text: 'sigmoid' }]) : [],
  };
}
