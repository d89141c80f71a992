// A training that cannot start or go on.

import { Failure } from './failure.js';

export class TrainingError extends Failure {}
