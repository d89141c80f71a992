// Batch normalisation that no layer with weights could take in: a factor and an offset a channel.

import { literal } from '../../typescript-common/literal.js';
import { normalized, scaleAndShift } from '../helpers/normalizations.js';
import type { Rule } from './rule.js';

export const batchNormalization: Rule<'batch-normalization'> = ({ inputs, outputs, epsilon }, graph) => {
  const { gamma, beta, mean, variance } = inputs;
  const weights = graph.read(
    { mean, variance, gamma, beta },
    {
      wrap: (source) => `scaleAndShift(${source}, ${literal(epsilon)})`,
      needs: [scaleAndShift],
    },
  );
  return [{ source: `normalized(${weights})`, output: graph.shapeOf(outputs.y), needs: [normalized] }];
};
