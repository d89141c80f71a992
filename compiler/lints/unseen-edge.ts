// CNN601: the stride does not divide what the window leaves, and the last pixels go unseen.

import type { CheckedLayer } from '../check/checked-layer.js';
import { axesText, axisName } from '../layers/axis-names.js';
import { windowFormula } from '../shapes/window.js';
import type { Finding, Lint } from './lint.js';
import { appending, making, placeOf } from './place.js';
import { percent, quantity } from './quantity.js';
import type { Subject } from './subject.js';
import { coverageOn, mayMiss, type WindowOnMap } from './window-on-map.js';

/** Of an axis. Published networks lose a row of a hundred without harm; one of seven is a part of the picture. */
const muchOfAnAxis = 1 / 8;

export const unseenEdge: Lint = {
  code: 'CNN601',
  severity: 'information',
  check(subject, report) {
    for (const layer of subject.layers) {
      const window = subject.windowOf(layer);
      if (window && losesEdge(window) && !isSeenByOthers(layer, subject)) report(finding(layer, window));
    }
  },
};

function losesEdge(window: WindowOnMap): boolean {
  if (!mayMiss(window)) return false;
  // Where pixels between are skipped too, that is told, and the edge is a part of it.
  return coverageOn(window).some(({ unseenAtEnd, unseenBetween }) => unseenAtEnd > 0 && unseenBetween === 0);
}

/** Of several layers that lose an edge, one is told. */
function isSeenByOthers(layer: CheckedLayer, subject: Subject): boolean {
  const readers = layer.input ? subject.readersOf(layer.input) : [];
  if (layer.input && subject.isOutput(layer.input)) return true;
  if (readers.length < 2) return false;
  const losing = readers.filter((reader) => {
    const window = subject.windowOf(reader);
    return window !== undefined && losesEdge(window);
  });
  return losing.length < readers.length || losing[0].name !== layer.name;
}

function finding(layer: CheckedLayer, window: WindowOnMap): Finding {
  const { axes, output } = window;
  const coverage = coverageOn(window);
  const lost = coverage.flatMap(({ unseenAtEnd, unseenBetween }, axis) =>
    unseenAtEnd > 0 && unseenBetween === 0 ? [axis] : [],
  );
  const parts = lost.map((axis) => `the last ${coverage[axis].unseenAtEnd} of ${axes[axis].size} along the`);
  const alike = parts.every((part) => part === parts[0]);
  const listed = alike
    ? `${parts[0]} ${axesText(lost, axes.length)}`
    : parts.map((part, i) => `${part} ${axisName(lost[i], axes.length)}`).join(', ');
  const seen = axes.reduce((share, { size }, axis) => share * (1 - coverage[axis].unseenAtEnd / size), 1);
  const worst = Math.max(...lost.map((axis) => coverage[axis].unseenAtEnd / axes[axis].size));
  const name = layer.kind === 'shortcut' ? 'the shortcut' : `\`${layer.text}\``;
  return {
    ...placeOf(layer),
    severity: worst >= muchOfAnAxis ? 'warning' : 'information',
    message: `${name} leaves pixels unseen: ${listed}`,
    label: `${percent(1 - seen)} of the map goes unseen`,
    notes: lost.map((axis) => remainder(axes[axis], output[axis], axisName(axis, axes.length))),
    help: 'let the padding or the stride divide it',
    layer: layer.name,
    candidates: candidatesFor(layer),
  };
}

function remainder(axis: WindowOnMap['axes'][number], output: number, name: string): string {
  const { size, padding, kernel, dilation, stride } = axis;
  const left = (size + padding.before + padding.after - (dilation * (kernel - 1) + 1)) % stride;
  return `${name}: ${windowFormula(axis, output)}, and the division leaves ${quantity(left, 'pixel')} over`;
}

function candidatesFor(layer: CheckedLayer) {
  const isPadded = layer.statement.arguments.some((argument) =>
    /^(?:pad|same|valid)$/.test(layer.source.slice(argument.span)),
  );
  if (layer.kind === 'shortcut' || isPadded) return [];
  const same = making(appending(layer, 'same'), 'same');
  return layer.kind === 'pool' ? [...making(appending(layer, 'ceil'), 'ceil'), ...same] : same;
}
