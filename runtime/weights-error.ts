// Weights that cannot be read, or that are another model's.

import { Failure } from './failure.js';

export class WeightsError extends Failure {}
