// How much of what an engine can multiply a training step does.

import type { Findings } from '../../runtime/measure/messages.js';

export function shareOfProduct({ step, product }: Findings): number | undefined {
  return step === undefined || product === undefined ? undefined : step.rate / product.rate;
}
