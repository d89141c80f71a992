// `pool max WINDOW ...`, `pool avg WINDOW ...`, `pool max global`, `pool avg global`.

import type { PoolGeometry } from '../graph/ops.js';
import { channels, isFlat, spatial, written } from '../shapes/shape.js';
import type { Call, Inferred, LayerDefinition } from './definition.js';
import { choice, padding, window, type PerAxis } from './readers.js';
import { flag, option, optional, positional } from './signature.js';
import { tried, without } from './tried.js';
import { placeWindow, type PlacedWindow } from './windowed.js';

const signature = {
  kind: positional(choice('max', 'avg'), 'the largest value of each window, or the mean'),
  window: optional(window, 'the size of the window; one number is square, or a cube'),
  stride: option<PerAxis | undefined>(
    window,
    undefined,
    'how far the window moves; its own size unless stated',
  ),
  pad: option(
    padding,
    undefined,
    'pixels around the map, never the maximum and never counted in a mean; as those of `conv`',
    ['same', 'valid'],
  ),
  ceil: flag('round the output size up: the last window may reach beyond the map'),
  global: flag('one window over the whole map, which gives 1x1xC'),
  'include-pad': flag('count padding as zeros in the mean'),
};

export const pool: LayerDefinition<typeof signature, PoolGeometry> = {
  word: 'pool',
  documentation: {
    summary:
      'Makes of each window its largest value (`max`) or its mean (`avg`), channel by channel. The stride is the window unless stated, so that windows tile the map. Padding never wins a maximum, and counts in a mean only with `include-pad`.',
    formula: 'out = ⌊(N + before + after − window) / stride⌋ + 1 on each axis; with `ceil` rounded up',
    source: 'sizes as in ONNX MaxPool and AveragePool, ceil rounding as in PyTorch',
    example: 'input 28x28x16\npool max 2 -> 14x14x16\npool avg global -> 1x1x16\n',
  },
  signature,
  suffixes: false,

  infer(call): Inferred<PoolGeometry> | undefined {
    const size = windowOf(call);
    if (size === undefined) return undefined;
    const { stride, pad, ceil } = call.values;
    const tiling = call.defaults.poolStride === 'one' && !call.values.global ? [1] : size;
    const placed = placeWindow(call, {
      noun: 'window',
      size,
      stride: stride ?? tiling,
      dilation: [1],
      padding: call.values.global ? { kind: 'valid' } : (pad ?? { kind: call.defaults.padding }),
      ceil,
    });
    if (placed === undefined || !seesPixels(call, placed)) return undefined;
    const { geometry: extent, explain, reach } = placed;
    const { window: sizes, strides, padding: paddings } = extent;
    const plan = { window: sizes, strides, padding: paddings, extension: placed.extension };
    const output = [...placed.output, channels(call.input.shape)];
    return { extent, explain, reach, output, seesAll: call.values.global, plan };
  },

  lower({ graph, x, values, plan: geometry, output }) {
    if (values.kind === 'max') return graph.apply({ kind: 'max-pool', inputs: { x }, geometry }, output);
    const includePadding = values['include-pad'];
    return graph.apply({ kind: 'average-pool', inputs: { x }, geometry, includePadding }, output);
  },
};

/** What says nothing about one window over the whole map. */
const besideGlobal = ['window', 'stride', 'pad', 'ceil', 'include-pad'] as const;

/** The window as written or, for `global`, the map. */
function windowOf(call: Call<typeof signature>): PerAxis | undefined {
  const { kind, window: size, global, 'include-pad': includePad } = call.values;
  if (includePad && kind === 'max')
    return refuse(call, 'include-pad', '`include-pad` is for means: padding never wins a maximum');
  const beside = global ? besideGlobal.find((argument) => call.isWritten(argument)) : undefined;
  if (beside) return refuse(call, beside, `\`global\` is the whole map, so it takes no ${beside}`);
  const map = isFlat(call.input.shape) ? [1] : spatial(call.input.shape);
  if (global) return map;
  return size ?? missing(call);
}

/** Padding as wide as the window would make windows of nothing but padding, which have no maximum and no mean. */
function seesPixels(call: Call<typeof signature>, { geometry }: PlacedWindow): boolean {
  const axis = geometry.padding.findIndex(
    ({ before, after }, i) => Math.max(before, after) >= geometry.window[i],
  );
  if (axis < 0) return true;
  const { before, after } = geometry.padding[axis];
  const most = geometry.window[axis] - 1;
  call.report({
    code: 'CNN302',
    span: call.spanOf('pad'),
    message: `with ${Math.max(before, after)} pixels of padding, some windows of ${written(geometry.window)} see nothing else`,
    notes: ['a window needs a pixel of the map to take a maximum or a mean of'],
    help: `pad at most ${most}`,
    candidates: [tried(call, 'pad', most === 0 ? 'valid' : `pad ${most}`)],
    layer: call.name,
  });
  return false;
}

function missing(call: Call<typeof signature>): undefined {
  const { kind } = call.values;
  call.report({
    code: 'CNN204',
    span: call.statement.span,
    message: `\`pool ${kind}\` wants a window`,
    help: `\`pool ${kind} 2\` halves the map, \`pool ${kind} global\` makes one value a channel`,
  });
  return undefined;
}

function refuse(
  call: Call<typeof signature>,
  argument: (typeof besideGlobal)[number],
  message: string,
): undefined {
  const title = 'take it out';
  const candidates = [without(call, argument, title)];
  call.report({ code: 'CNN205', span: call.spanOf(argument), message, help: title, candidates });
  return undefined;
}
