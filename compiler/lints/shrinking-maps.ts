// CNN606: where a map gets smaller, networks widen it; one that narrows it too loses much at once.
// Simonyan and Zisserman 2015 double the maps wherever they halve the map.

import { outputOf, type CheckedLayer } from '../check/checked-layer.js';
import { channels, isFlat, spatial, written } from '../shapes/shape.js';
import { sizeOf, type Shape } from '../graph/value.js';
import type { Finding, Lint } from './lint.js';
import { placeOf, related } from './place.js';
import { quantity } from './quantity.js';
import type { Subject } from './subject.js';
import { windowOnMap } from './window-on-map.js';

/** What grows maps again narrows them first on purpose. */
const decoders = new Set(['upsample', 'conv-transpose', 'reshape', 'from']);

export const shrinkingMaps: Lint = {
  code: 'CNN606',
  severity: 'warning',
  check(subject, report) {
    if (!isOneWay(subject)) return;
    let before: CheckedLayer | undefined;
    for (const end of stageEnds(subject.network.layers)) {
      const narrow = before && widthOf(end) < widthOf(before);
      if (before && narrow && looksAround(end)) report(finding(end, before));
      before = end;
    }
  },
};

/** From one input to one output, without named values, and ending in units. */
function isOneWay({ network, layers }: Subject): boolean {
  const { inputs, outputs, last } = network;
  const ends = last && sizeOf(spatial(last)) === 1;
  return (
    inputs.length === 1 &&
    outputs.length === 1 &&
    ends === true &&
    !layers.some(({ kind }) => decoders.has(kind))
  );
}

/** The layers that gave the map its channels, each before the map is made smaller, and before `flatten`. */
function* stageEnds(layers: readonly CheckedLayer[]): Generator<CheckedLayer> {
  let maker: CheckedLayer | undefined;
  for (const layer of layers) {
    const [input, output] = [layer.input && outputOf(layer.input), outputOf(layer)];
    if (input === undefined || output === undefined || isFlat(input)) continue;
    if (maker && (layer.kind === 'flatten' || halves(input, output, layer))) yield maker;
    if (!isFlat(output) && channels(output) !== channels(input)) maker = layer;
  }
}

function halves(input: Shape, output: Shape, { values }: CheckedLayer): boolean {
  if (isFlat(output) || values.global === true) return false;
  return 2 * sizeOf(spatial(output)) <= sizeOf(spatial(input));
}

function widthOf(layer: CheckedLayer): number {
  return channels(outputOf(layer) as Shape);
}

/** A 1x1 narrows maps for what follows it. */
function looksAround(layer: CheckedLayer): boolean {
  return windowOnMap(layer)?.axes.some(({ kernel }) => kernel > 1) === true;
}

function finding(narrow: CheckedLayer, wide: CheckedLayer): Finding {
  const [from, to] = [outputOf(wide) as Shape, outputOf(narrow) as Shape];
  const times = Math.round((10 * sizeOf(from)) / sizeOf(to)) / 10;
  return {
    ...placeOf(narrow),
    message: `the map shrinks, and its feature maps too: from ${written(from)} to ${written(to)}`,
    label: `${quantity(widthOf(narrow), 'map')} here`,
    related: [related(wide, `${quantity(widthOf(wide), 'map')} before the map shrank`)],
    notes: [
      `${quantity(sizeOf(from), 'value')} become ${quantity(sizeOf(to), 'value')}, ${times} times fewer`,
    ],
    help: `the usual rule is as many maps or twice as many after each halving: ${widthOf(wide)} or ${2 * widthOf(wide)}`,
  };
}
