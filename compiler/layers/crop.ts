// `crop P` and `crop auto`, the map without its edges.

import type { LayerStatement } from '../../grammar/ast.js';
import { bareWord } from '../../grammar/ast.js';
import type { Padding } from '../graph/ops.js';
import { splitPadding } from '../shapes/auto-padding.js';
import { channels, isFlat, spatial, written } from '../shapes/shape.js';
import { aMap, axisName } from './axis-names.js';
import type { Call, LayerDefinition, Remedy } from './definition.js';
import { cropToPeer } from './crop-auto.js';
import { edgesFormula, withEdges } from './edges.js';
import { refuseFlat } from './flat-input.js';
import { perAxis } from './per-axis.js';
import { sidesOrAuto } from './readers.js';
import { positional } from './signature.js';
import { sizesSoFar } from './size-path.js';
import { tried } from './tried.js';
import { writtenPadding } from './window-remedies.js';

const signature = {
  edges: positional(
    sidesOrAuto,
    'pixels off each side: a number, one an axis (1x2), or before..after (0..1); `auto` leaves the size of the other branches',
  ),
};

export const crop: LayerDefinition<typeof signature, readonly Padding[]> = {
  word: 'crop',
  documentation: {
    summary:
      'Takes pixels off the edges of the map. In a branch `crop auto` leaves the height and width that the first of the other branches has, from the middle, the odd pixel taken off after.',
    formula: 'out = N − before − after on each axis',
    source:
      'Ronneberger et al. 2015, “U-Net: convolutional networks for biomedical image segmentation”, for branches cropped to join others',
    example: 'input 28x28x4\ncrop 2 -> 24x24x4\nconcat <conv 8 3x3 | crop auto> -> 22x22x12\n',
  },
  signature,
  suffixes: false,
  waits: isAuto,
  opposite: 'zero-pad',

  infer(call) {
    const { shape } = call.input;
    if (isFlat(shape)) return refuseFlat(call, 'takes the edges off a feature map');
    const map = spatial(shape);
    const { edges: wanted } = call.values;
    const edges = wanted === 'auto' ? cropToPeer(call) : perAxis(call, 'edges', wanted, map.length);
    if (edges === undefined) return undefined;
    const left = map.map((size, axis) => withEdges(size, edges[axis], -1));
    if (left.some((size) => size < 1)) return refuseAll(call, map, edges, left);
    return {
      output: [...left, channels(shape)],
      explain: () => map.map((size, i) => edgesFormula(size, edges[i], -1)),
      reach: (target) => edgesFor(call, map, target),
      plan: edges,
    };
  },

  lower: ({ graph, x, plan: edges, output }) => graph.apply({ kind: 'crop', inputs: { x }, edges }, output),
};

function isAuto({ arguments: given }: LayerStatement): boolean {
  return given.some((argument) => argument.kind === 'size' && bareWord(argument)?.text === 'auto');
}

function refuseAll(
  call: Call,
  map: readonly number[],
  edges: readonly Padding[],
  left: readonly number[],
): undefined {
  const worst = left.findIndex((size) => size < 1);
  const name = axisName(worst, map.length);
  call.report({
    code: 'CNN301',
    span: call.spanOf('edges'),
    message: `\`crop\` takes more off than there is of ${aMap(map)}`,
    label: `leaves nothing of the ${name}`,
    related: [{ ...call.input.madeBy, message: `made ${written(call.input.shape)} here` }],
    notes: [
      ...sizesSoFar(call.path(), [worst]),
      `${name}: size − before − after = ${edgesFormula(map[worst], edges[worst], -1)}`,
      'a size must be 1 or more',
    ],
    help: 'take less off, or crop where the map is larger',
    candidates: [cropping(call, most(map, edges))],
    layer: call.name,
  });
  return undefined;
}

/** As much as is written on each axis, or what leaves one pixel. */
function most(map: readonly number[], edges: readonly Padding[]): Padding[] {
  return map.map((size, axis) => {
    const { before, after } = edges[axis];
    return before + after < size ? edges[axis] : splitPadding(size - 1);
  });
}

/** What to take off for these sizes, the odd pixel after. */
function edgesFor(call: Call, map: readonly number[], target: readonly number[]): Remedy[] {
  if (target.length !== map.length || map.some((size, axis) => target[axis] > size)) return [];
  const edges = map.map((size, axis) => splitPadding(size - target[axis]));
  return [cropping(call, edges)];
}

function cropping(call: Call, edges: readonly Padding[]): Remedy {
  const words = writtenPadding(edges);
  return tried(call, 'edges', words, `\`crop ${words}\``);
}
