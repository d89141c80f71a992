// `upsample F [nearest|bilinear]`, a larger map without weights.

import { channels, isFlat, spatial } from '../shapes/shape.js';
import type { Call, LayerDefinition, Remedy } from './definition.js';
import { refuseFlat } from './flat-input.js';
import { perAxis } from './per-axis.js';
import { choice, window, type PerAxis } from './readers.js';
import { optional, positional } from './signature.js';
import { tried } from './tried.js';
import { onAll } from './window-remedies.js';

const signature = {
  factor: positional(window, 'how many times as large; one number for every axis, or one an axis'),
  mode: optional(
    choice('nearest', 'bilinear'),
    '`nearest`, the default, repeats pixels; `bilinear` draws lines between them',
  ),
};

export const upsample: LayerDefinition<typeof signature, PerAxis> = {
  word: 'upsample',
  documentation: {
    summary:
      'Makes the map a whole number of times as large on each axis. `nearest` repeats every pixel; `bilinear` interpolates on every axis with half-pixel centres and holds the edges, as PyTorch does with align_corners=False.',
    formula: 'out = N · factor; bilinear reads position (i + ½) / factor − ½, kept on the map',
    source: 'half-pixel centres as in ONNX Resize',
    example: 'input 14x14x32\nupsample 2 -> 28x28x32\nupsample 2x1 bilinear -> 56x28x32\n',
  },
  signature,
  suffixes: false,

  infer(call) {
    const { shape } = call.input;
    if (isFlat(shape)) return refuseFlat(call, 'enlarges a feature map');
    const map = spatial(shape);
    const factors = perAxis(call, 'factor', call.values.factor, map.length);
    if (factors === undefined) return undefined;
    const larger = map.map((size, axis) => size * factors[axis]);
    return {
      output: [...larger, channels(shape)],
      extent: { window: sees(factors, call.values.mode), strides: map.map(() => 1), growth: factors },
      explain: () => map.map((size, i) => `${size} · ${factors[i]} = ${larger[i]}`),
      reach: (target) => factorsFor(call, map, target),
      plan: factors,
    };
  },

  lower({ graph, x, values, plan: factors, output }) {
    const { mode = 'nearest' } = values;
    return graph.apply({ kind: 'upsample', inputs: { x }, factors, mode }, output);
  },
};

/** Between two pixels bilinear sees both. */
function sees(factors: PerAxis, mode: string | undefined): number[] {
  return factors.map((factor) => (mode === 'bilinear' && factor > 1 ? 2 : 1));
}

function factorsFor(call: Call, map: PerAxis, target: PerAxis): Remedy[] {
  const factors = map.map((size, axis) => target[axis] / size);
  const whole = target.length === map.length && factors.every(Number.isInteger);
  return whole ? [tried(call, 'factor', onAll(factors), `\`upsample ${onAll(factors)}\``)] : [];
}
