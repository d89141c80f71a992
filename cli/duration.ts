// How long something takes, for a person; the runtime writes it in its pages too.

export { duration } from '../runtime/duration.js';
