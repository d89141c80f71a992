// How a weight starts, as an option of a tfjs layer.

import type { Initializer, Weight } from '../../graph/value.js';
import type { Fragment } from './fragment.js';
import { Expression, type LiteralValue } from './literal.js';

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

/**
 * The initializer of a kernel as an option. `fans` are the fan-in and fan-out that tfjs computes
 * from the shape in which it keeps the kernel; where the network counts them otherwise, the
 * limit of the uniform distribution, √(6 / (fanIn + fanOut)), is written out.
 */
export function kernelInitializer(weight: Weight, fans: readonly [number, number]): LiteralValue {
  const { initializer } = weight;
  return isGlorotOf(initializer, fans) ? KERNEL_INITIALIZER : initializerObject(initializer);
}

/** The initializer as an option, undefined where it is what tfjs does of itself. */
export function initializerUnless(
  usual: 'zeros' | 'ones',
  weight: Weight | undefined,
): LiteralValue | undefined {
  if (weight === undefined || weight.initializer.kind === usual) return undefined;
  return initializerObject(weight.initializer);
}

export function isGlorotOf(initializer: Initializer, [fanIn, fanOut]: readonly [number, number]): boolean {
  return initializer.kind === 'glorot-uniform' && initializer.fanIn + initializer.fanOut === fanIn + fanOut;
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
    case 'glorot-uniform': {
      const limit = Math.sqrt(6 / (initializer.fanIn + initializer.fanOut)).toPrecision(6);
      return new Expression(`tf.initializers.randomUniform({ minval: -${limit}, maxval: ${limit} })`);
    }
  }
}
