// Functions of one number that tfjs-core has not, or not with every constant.

import type { CoreFragment } from '../core-fragment.js';
import { layer } from './layer.js';

export const silu: CoreFragment = {
  name: 'silu',
  needs: [],
  imports: ['mul', 'sigmoid', 'type Tensor'],
  source: `
/** x sigmoid(x). */
function silu(x: Tensor): Tensor {
  return mul(x, sigmoid(x));
}
`,
};

export const gelu: CoreFragment = {
  name: 'gelu',
  needs: [],
  imports: ['add', 'erf', 'mul', 'type Tensor'],
  source: `
/** x (1 + erf(x / sqrt(2))) / 2. */
function gelu(x: Tensor): Tensor {
  return mul(mul(x, 0.5), add(erf(mul(x, Math.SQRT1_2)), 1));
}
`,
};

export const hardSigmoid: CoreFragment = {
  name: 'hardSigmoid',
  needs: [],
  imports: ['add', 'mul', 'relu6', 'type Tensor'],
  source: `
/** relu6(x + 3) / 6. */
function hardSigmoid(x: Tensor): Tensor {
  return mul(relu6(add(x, 3)), 1 / 6);
}
`,
};

export const hardSwish: CoreFragment = {
  name: 'hardSwish',
  needs: [hardSigmoid],
  imports: ['mul', 'type Tensor'],
  source: `
/** x relu6(x + 3) / 6, as in MobileNetV3. */
function hardSwish(x: Tensor): Tensor {
  return mul(x, hardSigmoid(x));
}
`,
};

export const scaledElu: CoreFragment = {
  name: 'scaledElu',
  needs: [layer],
  imports: ['add', 'elu', 'minimum', 'mul', 'relu'],
  source: `
/** ELU whose negative side is alpha (exp(x) - 1). */
function scaledElu(alpha: number): Layer {
  return (x) => add(relu(x), mul(elu(minimum(x, 0)), alpha));
}
`,
};
