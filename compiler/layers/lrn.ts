// `lrn SIZE [alpha A] [beta B] [k K]`, local response normalisation.

import { isFlat } from '../shapes/shape.js';
import type { LayerDefinition } from './definition.js';
import { refuseFlat } from './flat-input.js';
import { oddCount, real } from './readers.js';
import { option, positional } from './signature.js';

const positive = real('a positive number', (value) => value > 0);

const signature = {
  size: positional(oddCount, 'how many neighbouring channels count, the own one in the middle; odd'),
  alpha: option(positive, 1e-4, 'the weight of the mean square of the neighbours'),
  beta: option(positive, 0.75, 'the exponent'),
  k: option(positive, 1, 'added, so that weak neighbours change nothing; 2 in AlexNet’s paper'),
};

export const lrn: LayerDefinition<typeof signature> = {
  word: 'lrn',
  documentation: {
    summary:
      'Divides each value by what the same pixel holds in the channels around it, so that strong answers silence their neighbours. It has no weights. As in ONNX, Caffe and PyTorch alpha is divided by the size.',
    formula: 'y = x / (k + alpha / size · Σ x²)^beta, the sum over `size` channels',
    source:
      'Krizhevsky et al. 2012, “ImageNet classification with deep convolutional neural networks”; alpha and k as in ONNX LRN',
    example: 'input 27x27x96\nlrn 5 alpha 1e-4 beta 0.75 k 2 -> 27x27x96\n',
  },
  signature,
  suffixes: false,
  infer(call) {
    if (isFlat(call.input.shape)) return refuseFlat(call, 'normalises the pixels of a feature map');
    return { output: call.input.shape, plan: undefined };
  },
  lower({ graph, x, values, output }) {
    const { size, alpha, beta, k } = values;
    return graph.apply({ kind: 'local-response-normalization', inputs: { x }, size, alpha, beta, k }, output);
  },
};
