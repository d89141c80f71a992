// How benchmarks measure side by side: as `cnnc bench` does.

export { format, interleave, summarize, type Measured, type Runs } from '../runtime/measure/interleave.js';
