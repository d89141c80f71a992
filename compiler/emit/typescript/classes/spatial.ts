// What differs between classes for maps of one, two and three axes.

import type { Fragment } from '../../typescript-common/fragment.js';

/** How many spatial axes a map has. */
export type Axes = 1 | 2 | 3;

export interface Spatial {
  /** The type of a size along each axis. */
  readonly sizes: Fragment;
  /** The type of a batch of maps, which has that of kernels too. */
  readonly tensor: string;
}

export const spatial: Readonly<Record<Axes, Spatial>> = {
  1: { sizes: sizes('Single', 'Along the one axis of a sequence.', 1), tensor: 'tf.Tensor3D' },
  2: { sizes: sizes('Pair', 'Of height and of width.', 2), tensor: 'tf.Tensor4D' },
  3: { sizes: sizes('Triple', 'Of depth, of height and of width.', 3), tensor: 'tf.Tensor5D' },
};

function sizes(name: string, meaning: string, count: Axes): Fragment {
  const numbers = Array.from({ length: count }, () => 'number').join(', ');
  return { name, needs: [], source: `\n/** ${meaning} */\ntype ${name} = [${numbers}];\n` };
}
