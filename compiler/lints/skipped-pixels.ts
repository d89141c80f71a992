// CNN615: windows so far apart, or taps so far spread, that pixels between them are never read.

import { axesText } from '../layers/axis-names.js';
import type { CheckedLayer } from '../check/checked-layer.js';
import { grouped } from '../summary/units.js';
import type { Finding, Lint } from './lint.js';
import { placeOf } from './place.js';
import { percent, quantity } from './quantity.js';
import type { Subject } from './subject.js';
import { coverageOn, mayMiss, type WindowOnMap } from './window-on-map.js';

export const skippedPixels: Lint = {
  code: 'CNN615',
  severity: 'warning',
  check(subject, report) {
    for (const layer of subject.layers) {
      const window = subject.windowOf(layer);
      if (window && skips(window) && isFirstOfAll(layer, subject)) report(finding(layer, window));
    }
  },
};

function skips(window: WindowOnMap): boolean {
  return mayMiss(window) && coverageOn(window).some(({ unseenBetween }) => unseenBetween > 0);
}

/** Whether all that read the map skip pixels: a strided 1x1 beside a body that sees all is a projection. */
function isFirstOfAll(layer: CheckedLayer, subject: Subject): boolean {
  if (layer.input === undefined || subject.isOutput(layer.input)) return false;
  const readers = subject.readersOf(layer.input);
  const skipping = readers.filter((reader) => {
    const window = subject.windowOf(reader);
    return window !== undefined && skips(window);
  });
  const [first] = skipping.filter(({ kind }) => kind !== 'shortcut');
  return skipping.length === readers.length && first?.name === layer.name;
}

function finding(layer: CheckedLayer, window: WindowOnMap): Finding {
  const { axes } = window;
  const coverage = coverageOn(window);
  const pixels = axes.reduce((all, { size }) => all * size, 1);
  const seen = axes.reduce(
    (all, { size }, i) => all * (size - coverage[i].unseenBetween - coverage[i].unseenAtEnd),
    1,
  );
  const which = axes.flatMap(({ stride }, i) => (coverage[i].unseenBetween > 0 && stride > 1 ? [i] : []));
  const { kernel, stride } = axes[which[0] ?? 0];
  return {
    ...placeOf(layer),
    message: `\`${layer.text}\` skips pixels: it sees ${grouped(seen)} of ${quantity(pixels, 'pixel')}, and nothing else sees the rest`,
    label: `${percent(1 - seen / pixels)} of the map is never read`,
    notes: [
      `${axesText(which, axes.length)}: a kernel of ${kernel} that moves by ${stride}${spread(axes[which[0] ?? 0])}`,
    ],
    help: 'a kernel at least as large as the stride sees every pixel, and so does a pool before it',
  };
}

function spread({ dilation }: WindowOnMap['axes'][number]): string {
  return dilation > 1 ? `, its taps ${dilation} apart` : '';
}
