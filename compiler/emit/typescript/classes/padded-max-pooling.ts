// Max-pools with any padding, and those in space. Zeros in front of a pool of tfjs would win over
// negative numbers; its pool in space is wrong (4.22: on wasm its maxima, on cpu its gradient).

import type { LayerClass } from '../layer-call.js';
import { layerClass } from './layer-class.js';
import { layerSource } from './layer-source.js';
import { poolCall, poolOf, type PaddedPool } from './padded-pooling.js';
import { countWindows, layerOptions, onlyInput } from './shared.js';
import { spatial } from './spatial.js';

const summary = 'The maximum of each window over the pixels of the map; padding never wins.';

const why = `Planes first, then depth: \`tf.maxPool3d\` finds other maxima on wasm, and its gradient takes windows for squares.`;

const padded = 'tf.pad(x, padsOf(padding), -Infinity)';

export const paddedMaxPooling: PaddedPool = {
  name: 'PaddedMaxPooling',
  summary: (axes) => (axes === 3 ? `/**\n * ${summary}\n * ${why}\n */` : `/** ${summary} */`),
  pool: (axes) => (axes === 3 ? poolOfSpace(padded) : `return ${poolOf('max', padded, axes)};`),
};

/** Without padding, for maps of three axes. */
export const stackedMaxPooling: LayerClass = layerClass(
  'StackedMaxPooling3D',
  [layerOptions, spatial[3].sizes, onlyInput, countWindows],
  layerSource({
    name: 'StackedMaxPooling3D',
    summary: `/**\n * The maximum of each window.\n * ${why}\n */`,
    options: { poolSize: 'Triple', strides: 'Triple' },
    methods: [
      `
  override computeOutputShape([batch, ...map]: tf.Shape): tf.Shape {
    const { poolSize, strides } = this.options;
    return [batch, ...countWindows(map, poolSize, strides), map[map.length - 1]];
  }`,
      poolCall('tf.Tensor5D', ['poolSize', 'strides'], poolOfSpace('x')),
    ],
  }),
);

function poolOfSpace(map: string): string {
  const declared = map === 'x' ? '' : `const map = ${map};\n      `;
  const name = map === 'x' ? 'x' : 'map';
  return `${declared}const [batch, depth, height, width, channels] = ${name}.shape;
      const [first, ...window] = poolSize;
      const [step, ...steps] = strides;
      const planes = tf.reshape<tf.Rank.R4>(${name}, [batch * depth, height, width, channels]);
      const pooled = tf.maxPool(planes, window, steps, 'valid');
      const [, rows, columns] = pooled.shape;
      const stacks = tf.reshape<tf.Rank.R4>(pooled, [batch, depth, rows * columns, channels]);
      const y = tf.maxPool(stacks, [first, 1], [step, 1], 'valid');
      return tf.reshape(y, [batch, y.shape[1], rows, columns, channels]);`;
}
