// How a module puts the numbers of a weights file into variables of the model.

import type { Fragment } from '../../typescript-common/fragment.js';
import { numbersOf, readSafetensors, safetensors } from '../../typescript-common/safetensors.js';

/** `find` are the statements that make `name` and `shape`, as the file has them, from the variable. */
export function readWeight(find: string, needs: readonly Fragment[]): Fragment {
  return {
    name: 'readWeight',
    needs: [...needs, safetensors, readSafetensors],
    source: `
/** The numbers of a weight of the model, in the model's shape; throws where the file has them not. */
function readWeight({ header, data }: Safetensors, weight: tf.LayerVariable): tf.Tensor {
  ${find}
  ${numbersOf('model', 'tf.util.sizeFromShape')}
  return tf.tensor(new Float32Array(numbers.buffer), weight.shape as number[]);
}
`,
  };
}
