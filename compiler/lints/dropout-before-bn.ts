// CNN609: dropout changes the variance while training and not while predicting, and the running
// variance of a batch normalisation behind it is then wrong. Li, Chen, Hu and Yang 2018,
// “Understanding the disharmony between dropout and batch normalization by variance shift”.

import type { CheckedLayer } from '../check/checked-layer.js';
import type { Finding, Lint } from './lint.js';
import { placeOf, related } from './place.js';
import type { Subject } from './subject.js';

/** Wide ResNets train well with 30 % to 40 % in front of a normalisation: that is no more than information. */
const strong = 0.5;
const noticeable = 0.3;
/** Layers that are looked at behind a dropout. */
const mostSteps = 16;

export const dropoutBeforeBn: Lint = {
  code: 'CNN609',
  severity: 'information',
  check(subject, report) {
    for (const layer of subject.layers) {
      const rate = layer.kind === 'dropout' ? (layer.values.rate as number) : 0;
      const normalization = rate >= noticeable ? normalizationBehind(layer, subject) : undefined;
      if (normalization) report(finding(layer, rate, normalization));
    }
  },
};

/** The first batch normalisation with at most one layer of weights between. */
function normalizationBehind(dropout: CheckedLayer, subject: Subject): CheckedLayer | undefined {
  const open = subject.readersOf(dropout).map((layer) => ({ layer, weighted: 0 }));
  for (let steps = 0; steps < mostSteps; steps++) {
    const next = open.shift();
    if (next === undefined) return undefined;
    const { layer } = next;
    const weighted = next.weighted + (layer.weights.length > 0 && layer.kind !== 'bn' ? 1 : 0);
    if (weighted > 1) continue;
    if ([layer, ...layer.suffixes].some(({ kind }) => kind === 'bn')) return layer;
    open.push(...subject.readersOf(layer).map((reader) => ({ layer: reader, weighted })));
  }
  return undefined;
}

function finding(layer: CheckedLayer, rate: number, normalization: CheckedLayer): Finding {
  const times = Math.round(100 / (1 - rate)) / 100;
  return {
    ...placeOf(layer),
    severity: rate >= strong ? 'warning' : 'information',
    message: `\`${layer.text}\` stands before a batch normalisation, whose running variance it makes too large`,
    related: [related(normalization, 'normalises by the variance of training, also when predicting')],
    notes: [
      `the mean square of what passes is 1 / (1 − ${rate}) = ${times} times as large while training as when predicting`,
    ],
    help: 'put dropout behind the last `bn`, or drop less',
  };
}
