// CNN602: padding beyond what `same` needs only adds zeros around the map.

import type { CheckedLayer } from '../check/checked-layer.js';
import { sizeOf } from '../graph/value.js';
import { axisName } from '../layers/axis-names.js';
import { spatial, written } from '../shapes/shape.js';
import { reach } from '../shapes/window.js';
import type { Finding, Lint } from './lint.js';
import { making, optionSpan, placeOf } from './place.js';
import { quantity } from './quantity.js';
import { coverageOn, type WindowOnMap } from './window-on-map.js';

/** At other strides a pixel more may be what makes the sizes come out. */
export const widePadding: Lint = {
  code: 'CNN602',
  severity: 'warning',
  check(subject, report) {
    for (const layer of subject.layers) {
      if (layer.kind === 'pool') continue;
      const window = subject.windowOf(layer);
      if (window && surplusOf(window).some((surplus) => surplus > 0)) report(finding(layer, window));
    }
  },
};

function surplusOf({ axes }: WindowOnMap): number[] {
  return axes.map(({ kernel, stride, dilation, padding }) =>
    stride === 1 ? Math.max(0, padding.before + padding.after - (reach(kernel, dilation) - 1)) : 0,
  );
}

function finding(layer: CheckedLayer, window: WindowOnMap): Finding {
  const { axes, output } = window;
  const coverage = coverageOn(window);
  const surplus = surplusOf(window);
  const notes = axes.flatMap(({ kernel, dilation, padding }, axis) => {
    if (surplus[axis] === 0) return [];
    const wanted = `\`same\` needs ${reach(kernel, dilation)} − 1 = ${reach(kernel, dilation) - 1}`;
    const name = axisName(axis, axes.length);
    return [`${name}: ${padding.before} + ${padding.after} pixels of padding, where ${wanted}`];
  });
  const blind =
    1 - coverage.reduce((share, { emptyWindows }, i) => share * (1 - emptyWindows / output[i]), 1);
  const places = Math.round(blind * sizeOf(output));
  const pad = optionSpan(layer, 'pad');
  return {
    ...placeOf(layer),
    message: `\`${layer.text}\` pads more than its kernel can use: ${written(axes.map(({ size }) => size))} becomes ${written(spatial(layer.output ?? []))}`,
    ...(places > 0 && {
      label: `${quantity(places, 'place')} of its output ${places === 1 ? 'sees' : 'see'} zeros alone`,
    }),
    notes,
    help: '`same` keeps the size of the map',
    layer: layer.name,
    candidates: pad ? making([{ span: pad, text: 'same' }], 'same') : [],
  };
}
