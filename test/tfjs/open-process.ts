// The process that the tests of missing parts start: opens the engine that its argument names, and
// prints what a person would read.

import { openEngine } from '../../runtime/engines.js';
import { Failure } from '../../runtime/failure.js';

try {
  const { name } = await openEngine(process.argv[2]);
  console.log(JSON.stringify({ name }));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.log(JSON.stringify({ message: error.message, remedy: error.remedy }));
}
