// Normalisations: of the batch where no convolution could take it in, and of neighbouring channels.

import type { CoreFragment } from '../core-fragment.js';
import { layer } from './layer.js';

/** When weights are loaded. */
export const scaleAndShift: CoreFragment = {
  name: 'scaleAndShift',
  needs: [],
  imports: ['add', 'div', 'mul', 'sqrt', 'sub', 'type Tensor'],
  source: `
/** Batch normalisation as one factor and one offset a channel. */
function scaleAndShift(
  { gamma, beta, mean, variance }: { gamma?: Tensor; beta?: Tensor; mean: Tensor; variance: Tensor },
  epsilon: number,
) {
  const scale = div(gamma ?? 1, sqrt(add(variance, epsilon)));
  return { scale, shift: sub(beta ?? 0, mul(mean, scale)) };
}
`,
};

export const normalized: CoreFragment = {
  name: 'normalized',
  needs: [layer, scaleAndShift],
  imports: ['add', 'mul'],
  source: `
function normalized({ scale, shift }: ReturnType<typeof scaleAndShift>): Layer {
  return (x) => add(mul(x, scale), shift);
}
`,
};

export const responseNormalized: CoreFragment = {
  name: 'responseNormalized',
  needs: [layer],
  imports: ['localResponseNormalization', 'reshape', 'type Tensor4D'],
  source: `
/** x / (k + alpha / size * sum of x^2 over \`size\` channels around each)^beta, as in AlexNet. */
function responseNormalized(size: number, alpha: number, beta: number, k: number): Layer {
  return (x) => {
    const channels = x.shape[x.shape.length - 1];
    const pixels: Tensor4D = reshape(x, [1, 1, -1, channels]);
    // tfjs counts the channels on one side, and does not divide alpha by their number.
    return reshape(localResponseNormalization(pixels, (size - 1) / 2, k, alpha / size, beta), x.shape);
  };
}
`,
};
