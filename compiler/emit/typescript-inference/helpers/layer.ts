// What every module has: the type of a layer, and what leads a value through several.

import type { CoreFragment } from '../core-fragment.js';

export const layer: CoreFragment = {
  name: 'Layer',
  needs: [],
  imports: ['type Tensor'],
  source: `
type Layer = (x: Tensor) => Tensor;
`,
};

export const chain: CoreFragment = {
  name: 'chain',
  needs: [layer],
  imports: ['type Tensor', 'tidy'],
  source: `
/** Leads inputs through layers; what a layer made is freed as soon as the next one has read it. */
function chain<Inputs extends Tensor | Tensor[]>(
  inputs: Inputs,
  first: (inputs: Inputs) => Tensor,
  ...rest: Layer[]
): Tensor {
  let value = tidy(() => first(inputs));
  for (const layer of rest) {
    const read = value;
    value = tidy(() => layer(read));
    read.dispose();
  }
  return value;
}
`,
};
