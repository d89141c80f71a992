// What is wrong with a file of samples: which file, what was expected, what was found.

import { Failure } from '../failure.js';

export class DataError extends Failure {}
