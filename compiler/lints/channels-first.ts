// CNN613: shapes are height x width x channels here; `3x224x224` is how PyTorch and ONNX write them.
// Where a window then does not fit, its error says so; this is for networks in which all fit.

import type { CheckedLayer } from '../check/checked-layer.js';
import type { Shape } from '../graph/value.js';
import { written } from '../shapes/shape.js';
import type { Finding, Lint } from './lint.js';
import { placeOf, saying } from './place.js';

/** Fewer pixels than this may be meant as channels. */
const leastPixels = 16;

export const channelsFirst: Lint = {
  code: 'CNN613',
  severity: 'warning',
  check(subject, report) {
    for (const layer of subject.network.layers)
      if (layer.kind === 'input' && layer.output && looksTurned(layer.output))
        report(finding(layer, layer.output));
  },
};

/** Grey, colour or colour with transparency first, then a square, which would be a row and its channels. */
function looksTurned(shape: Shape): boolean {
  const [first] = shape;
  const last = shape[shape.length - 1];
  if (shape.length < 3 || ![1, 3, 4].includes(first) || last < leastPixels) return false;
  return shape[shape.length - 2] === last;
}

function finding(layer: CheckedLayer, shape: Shape): Finding {
  const turned = written([...shape.slice(1), shape[0]]);
  const size = layer.statement.arguments.find(({ span }) => layer.source.slice(span) === written(shape));
  const names = shape.length === 3 ? 'height x width x channels' : 'depth x height x width x channels';
  return {
    ...placeOf(layer),
    message: `${written(shape)} looks channels-first: here it is a map of ${written(shape.slice(0, -1))} with ${shape[shape.length - 1]} channels`,
    notes: [`shapes are ${names}`],
    help: `write \`input ${turned}\``,
    candidates: size ? saying(`\`input ${turned}\``, [{ span: size.span, text: turned }]) : [],
  };
}
