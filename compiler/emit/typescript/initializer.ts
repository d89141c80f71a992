// How a weight starts, as an option of a tfjs layer.

import { sizeOf, type Initializer, type Shape, type Weight } from '../../graph/value.js';
import type { Fragment } from '../typescript-common/fragment.js';
import { Expression, type LiteralValue } from '../typescript-common/literal.js';

/** The constant that a module declares for its kernels: Keras' default, which is not tfjs' own. */
export const KERNEL_INITIALIZER = new Expression('kernelInitializer');

export const kernelInitializerFragment: Fragment = {
  name: KERNEL_INITIALIZER.source,
  needs: [],
  source: `
/** As in Keras; tfjs itself would take glorotNormal. */
const ${KERNEL_INITIALIZER.source} = 'glorotUniform';
`,
};

/** Fan-in and fan-out, as tfjs computes them from the shape in which it keeps a kernel. */
export type Fans = readonly [fanIn: number, fanOut: number];

/** The fans of a kernel whose last two axes are the channels of its input and output. */
export function fansOf(shape: Shape): Fans {
  const area = sizeOf(shape.slice(0, -2));
  const [channels, filters] = shape.slice(-2);
  return [area * channels, area * filters];
}

/**
 * The initializer of a kernel as an option; where the network counts fans otherwise than tfjs, the
 * limit of the uniform distribution is written out.
 */
export function kernelInitializer({ initializer }: Weight, fans: Fans): LiteralValue {
  if (isGlorotOf(initializer, fans)) return KERNEL_INITIALIZER;
  return isHeOf(initializer, fans) ? 'heUniform' : initializerObject(initializer);
}

/** The same for a layer of a class of the module, which takes an object, and is Glorot's without one. */
export function classInitializer({ initializer }: Weight, fans: Fans): LiteralValue | undefined {
  if (isGlorotOf(initializer, fans)) return undefined;
  return isHeOf(initializer, fans)
    ? new Expression('tf.initializers.heUniform({})')
    : initializerObject(initializer);
}

/** The initializer as an option, undefined where it is what tfjs does of itself. */
export function initializerUnless(
  usual: 'zeros' | 'ones',
  weight: Weight | undefined,
): LiteralValue | undefined {
  if (weight === undefined || weight.initializer.kind === usual) return undefined;
  return initializerObject(weight.initializer);
}

export function isGlorotOf(initializer: Initializer, [fanIn, fanOut]: Fans): boolean {
  return initializer.kind === 'glorot-uniform' && initializer.fanIn + initializer.fanOut === fanIn + fanOut;
}

function isHeOf(initializer: Initializer, [fanIn]: Fans): boolean {
  return initializer.kind === 'he-uniform' && initializer.fanIn === fanIn;
}

/** A call that makes the initializer. */
export function initializerObject(initializer: Initializer): Expression {
  switch (initializer.kind) {
    case 'zeros':
      return new Expression('tf.initializers.zeros()');
    case 'ones':
      return new Expression('tf.initializers.ones()');
    case 'constant':
      return new Expression(`tf.initializers.constant({ value: ${initializer.value} })`);
    case 'glorot-uniform':
      return uniform(6 / (initializer.fanIn + initializer.fanOut));
    case 'he-uniform':
      return uniform(6 / initializer.fanIn);
  }
}

function uniform(squaredLimit: number): Expression {
  const limit = Math.sqrt(squaredLimit).toPrecision(6);
  return new Expression(`tf.initializers.randomUniform({ minval: -${limit}, maxval: ${limit} })`);
}
