// What the classes of convolutions, transposed or not, have in common: a kernel, a bias, and the
// options for both.

import type { LayerParts } from './layer-source.js';
import { spatial, type Axes } from './spatial.js';

/** How the channels of input and output are connected. */
export type Connection = 'full' | 'grouped' | 'depthwise';

export interface KernelVariant {
  readonly name: string;
  readonly axes: Axes;
  readonly dilated: boolean;
  readonly connection: Connection;
}

export const weightFields = 'private kernel!: tf.LayerVariable;\n  private bias?: tf.LayerVariable;';

/** The options of a class, `own` being those that only some have. */
export function kernelOptions(
  { axes, dilated, connection }: KernelVariant,
  own: LayerParts['options'] = {},
): LayerParts['options'] {
  const sizes = spatial[axes].sizes.name;
  return {
    filters: 'number',
    kernelSize: sizes,
    strides: sizes,
    ...own,
    ...(dilated && { dilationRate: sizes }),
    ...(connection === 'grouped' && { groups: 'number' }),
    useBias: 'boolean',
  };
}

const initializerType = `/** Glorot uniform if not given; not saved, since a saved model has weights. */
  kernelInitializer?: ReturnType<typeof tf.initializers.ones>;`;

/** The option of a class some layer of which does not start by Glorot. */
export function initializerOption(given: ReadonlySet<string>): string | undefined {
  return given.has('kernelInitializer') ? initializerType : undefined;
}

/** The method that adds the weights; `shape` is that of the kernel, of `channels` and the options. */
export function build(
  { axes, connection }: KernelVariant,
  shape: readonly [string, string],
  given: ReadonlySet<string>,
): string {
  const reads = (name: string): boolean => shape.some((size) => size.includes(name));
  const startsOtherwise = given.has('kernelInitializer');
  const input = reads('channels') ? `[${', '.repeat(axes + 1)}channels]: tf.Shape` : '';
  const options = [
    'filters',
    'kernelSize',
    ...(connection === 'grouped' ? ['groups'] : []),
    'useBias',
    ...(startsOtherwise ? ['kernelInitializer'] : []),
  ];
  const glorot = 'tf.initializers.glorotUniform({})';
  return `
  override build(${input}): void {
    const { ${options.join(', ')} } = this.options;
    const initializer = ${startsOtherwise ? `kernelInitializer ?? ${glorot}` : glorot};
    this.kernel = this.addWeight('kernel', [...kernelSize, ${shape.join(', ')}], 'float32', initializer);
    if (useBias) this.bias = this.addWeight('bias', [filters], 'float32', tf.initializers.zeros());
    this.built = true;
  }`;
}

/** The kernel as an expression, its taps as far apart as it is dilated. */
export function kernelRead({ axes, dilated }: KernelVariant): string {
  const kernel = `this.kernel.read() as ${spatial[axes].tensor}`;
  return dilated ? `spread(${kernel}, dilationRate, 0)` : kernel;
}

/** Names that `call` takes from the options, beside `always`. */
export function readOptions({ dilated, connection }: KernelVariant, always: readonly string[]): string {
  const own = [...(dilated ? ['dilationRate'] : []), ...(connection === 'grouped' ? ['groups'] : [])];
  return [...always, ...own].join(', ');
}
