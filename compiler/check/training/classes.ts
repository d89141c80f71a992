// The outputs of a network that tell classes apart.

import type { Loss } from '../../graph/graph.js';
import type { TrainingOptions } from '../../training-options.js';
import type { CheckedNetwork } from '../network.js';
import type { NamedOutput } from '../output.js';

export function lossOf({ name }: NamedOutput, { outputLosses, loss }: TrainingOptions): Loss {
  return outputLosses.find(({ output }) => output === name)?.loss ?? loss;
}

export function crossEntropyOutputs(options: TrainingOptions, { outputs }: CheckedNetwork): NamedOutput[] {
  return outputs.filter((output) => lossOf(output, options) === 'cross-entropy');
}
