// CNN604: several 3x3 see as much as one large kernel, with fewer weights and more non-linearities.
// Simonyan and Zisserman 2015, section 2.3; Szegedy et al. 2016, section 3.1.

import { outputOf, type CheckedLayer } from '../check/checked-layer.js';
import { theWindow } from '../layers/axis-names.js';
import { channels, written } from '../shapes/shape.js';
import { grouped } from '../summary/units.js';
import type { Finding, Lint } from './lint.js';
import { placeOf } from './place.js';
import { inWords, quantity } from './quantity.js';
import type { WindowOnMap } from './window-on-map.js';

/** Whether the trade pays is a matter of data and machine, so it is information. */
export const largeKernel: Lint = {
  code: 'CNN604',
  severity: 'information',
  check(subject, report) {
    for (const layer of subject.layers) {
      const kernel =
        layer.kind === 'conv' && layer.values.groups === 1 ? plainKernel(subject.windowOf(layer)) : undefined;
      const input = layer.input && outputOf(layer.input);
      if (kernel === undefined || input === undefined || layer.output === undefined) continue;
      const trade = tradeOf(kernel, channels(input), channels(layer.output));
      if (trade.after < trade.before) report(finding(layer, kernel, trade));
    }
  },
};

/** The kernel where it is odd, of one size on all axes, at least 5, and moves pixel by pixel. */
function plainKernel(window: WindowOnMap | undefined): readonly number[] | undefined {
  const { axes = [] } = window ?? {};
  const fits = axes.every(
    ({ kernel, stride, dilation }) =>
      kernel === axes[0].kernel && kernel >= 5 && kernel % 2 === 1 && stride === 1 && dilation === 1,
  );
  return fits && axes.length > 0 ? axes.map(({ kernel }) => kernel) : undefined;
}

interface Trade {
  /** How many 3x3 see as much. */
  readonly count: number;
  /** Weights of kernels. */
  readonly before: number;
  readonly after: number;
}

function tradeOf(kernel: readonly number[], input: number, maps: number): Trade {
  const count = (kernel[0] - 1) / 2;
  const taps = 3 ** kernel.length;
  const before = kernel[0] ** kernel.length * input * maps;
  return { count, before, after: taps * input * maps + (count - 1) * taps * maps * maps };
}

function finding(layer: CheckedLayer, kernel: readonly number[], { count, before, after }: Trade): Finding {
  const small = written(kernel.map(() => 3));
  const saved = Math.round((1 - after / before) * 100);
  const maps = channels(layer.output ?? []);
  const more = count === 2 ? 'one more non-linearity' : `${inWords(count - 1)} more non-linearities`;
  return {
    ...placeOf(layer),
    message: `${inWords(count)} convolutions of ${small} see as much as ${theWindow('kernel', kernel)} of \`${layer.text}\`, with ${saved} % fewer weights`,
    label: `${quantity(before, 'weight')} in its kernel, ${grouped(after)} in ${inWords(count)} of ${small}`,
    notes: [`with an activation behind each, that is also ${more}`],
    help: `write \`conv ${maps} ${small}\` ${count === 2 ? 'twice' : `${inWords(count)} times`}, each with its padding and activation`,
  };
}
