// CNN608: beyond one half, more is dropped than kept.

import type { CheckedLayer } from '../check/checked-layer.js';
import type { Finding, Lint } from './lint.js';
import { isWritten, placeOf, saying } from './place.js';
import { percent } from './quantity.js';

/** Srivastava et al. 2014, section 10 and appendix A.4: 0.5 to 0.8 of the units are kept. */
const mostDropped = 0.5;

export const strongDropout: Lint = {
  code: 'CNN608',
  severity: 'warning',
  check(subject, report) {
    for (const layer of subject.layers) {
      const rate = layer.kind === 'dropout' ? (layer.values.rate as number) : 0;
      if (rate > mostDropped) report(finding(layer, rate));
    }
  },
};

function finding(layer: CheckedLayer, rate: number): Finding {
  const factor = Math.round(10 / (1 - rate)) / 10;
  const [argument] = layer.statement.arguments;
  const isLiteral = argument !== undefined && /^[\d.]+%?$/.test(layer.source.slice(argument.span));
  return {
    ...placeOf(layer),
    message: `\`${layer.text}\` drops ${percent(rate)} of the values, more than it keeps`,
    notes: [`while training, each value that is kept is multiplied by 1 / (1 − ${rate}) = ${factor}`],
    help: 'a rate is the share that is dropped, not the share that is kept: 20 % to 50 % is usual',
    candidates:
      isLiteral && isWritten(layer)
        ? saying('`dropout 50%`, the most that is usual', [{ span: argument.span, text: '50%' }])
        : [],
  };
}
