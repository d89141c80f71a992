// What a gradient rule is.

import type { Op } from '../../../graph/ops.js';
import type { ValueId } from '../../../graph/value.js';
import type { StepBuilder } from '../step-builder.js';

/** Goes back through one op: from dL/dy to a part of the gradient of each input that wants one. */
export type Backward = (dy: ValueId) => void;

/** Writes an op as it runs while training, and returns the way back through it. */
export type GradientRule<O extends Op> = (op: O, step: StepBuilder) => Backward;
