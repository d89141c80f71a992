// What `expect` measures.

import type { Entry } from './entry.js';
import type { Model } from '../../model.js';
import { depthOf, layerCount } from '../../check/depth.js';
import { totalsOf } from '../../summary/summarize.js';
import { summaryRows } from '../../summary/rows.js';

export interface Metric extends Entry {
  readonly measure: (model: Model) => number;
}

const totals = (model: Model) => totalsOf(summaryRows(model));

export const metrics: Readonly<Record<string, Metric>> = {
  parameters: {
    form: 'expect parameters < 65k',
    about: 'all weights, the running statistics of batch normalisation included',
    measure: (model) => totals(model).parameters,
  },
  trainable: {
    form: 'expect trainable < 65k',
    about: 'the weights that training changes: all but running statistics',
    measure: (model) => totals(model).trainable,
  },
  macs: {
    form: 'expect macs < 1M',
    about: 'multiply-accumulates of convolutions and dense layers, for one sample; FLOPs are twice that',
    measure: (model) => totals(model).macs,
  },
  'receptive-field': {
    form: 'expect receptive-field >= 32',
    about: 'how many input pixels one pixel of the last layer sees, on the axis on which it sees most',
    measure: (model) => Math.max(0, ...(model.layers.at(-1)?.receptiveField ?? [])),
  },
  layers: {
    form: 'expect layers < 20',
    about: 'layers as written, those of branches too, without `input`, inline `bn` and activations',
    measure: layerCount,
  },
  depth: {
    form: 'expect depth == 18',
    about: 'layers with a kernel on the longest path, as in “ResNet-18”',
    measure: depthOf,
  },
  'activation-memory': {
    form: 'expect activation-memory < 4M',
    about: 'bytes of the outputs of all layers, for one sample in float32',
    measure: (model) => totals(model).activationBytes,
  },
};
