// The functions of a module that read its weights.

import { stringLiteral } from '../../typescript-common/literal.js';
import { numbersOf, readSafetensors, safetensors } from '../../typescript-common/safetensors.js';
import type { CoreFragment } from '../core-fragment.js';
import type { ReadWeights } from '../read-weights.js';

const coreSafetensors: CoreFragment = { ...safetensors, needs: [], imports: [] };
const coreReadSafetensors: CoreFragment = { ...readSafetensors, needs: [coreSafetensors], imports: [] };

const readWeight: CoreFragment = {
  name: 'readWeight',
  needs: [coreSafetensors],
  imports: ['type Tensor', 'tensor', 'util'],
  source: `
/** Takes a weight out of the file; throws where the file has it not. */
function readWeight({ header, data }: Safetensors, name: string, shape: number[]): Tensor {
  ${numbersOf('network', 'util.sizeFromShape')}
  delete header[name];
  return tensor(new Float32Array(numbers.buffer), shape);
}
`,
};

const expectNoMore: CoreFragment = {
  name: 'expectNoMore',
  needs: [coreSafetensors],
  imports: [],
  source: `
/** Throws where weights are left: they are not those of this network, or not prepared for it. */
function expectNoMore({ header }: Safetensors): void {
  const rest = Object.keys(header).filter((name) => name !== '__metadata__');
  if (rest.length > 0) {
    throw new Error(\`The weights file has \${rest[0]} too: it is not what cnnc build --weights wrote for this network.\`);
  }
}
`,
};

/** The function that reads all weights, and the type of what it makes. */
export function readWeights({ properties, needs, imports }: ReadWeights): CoreFragment {
  return {
    name: 'readWeights',
    needs: [coreReadSafetensors, readWeight, expectNoMore, ...needs],
    imports: ['tidy', ...imports],
    source: `
/** The weights of a file as the layers take them. */
function readWeights(file: ArrayBuffer | Uint8Array) {
  const stored = readSafetensors(file);
  const read = (name: string, shape: number[]) => readWeight(stored, name, shape);
  return tidy(() => {
    const weights = {
      ${properties.join(',\n')},
    };
    expectNoMore(stored);
    return weights;
  });
}

type Weights = ReturnType<typeof readWeights>;
`,
  };
}

export const expectShape: CoreFragment = {
  name: 'expectShape',
  needs: [],
  imports: ['type Tensor'],
  source: `
/** Throws unless the tensor is a batch of this shape. */
function expectShape(batch: Tensor, shape: readonly number[]): void {
  if (batch.shape.slice(1).join() !== shape.join()) {
    throw new Error(\`The network takes batches of \${shape.join('x')}, and this is \${batch.shape.join('x')}.\`);
  }
}
`,
};

/** Weights inside of the module; `base64` is a file. */
export function embeddedWeights(base64: string): CoreFragment {
  return {
    name: 'decodeBase64',
    needs: [],
    imports: [],
    source: `
function decodeBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** A safetensors file in base64. */
const embeddedWeights = ${stringLiteral(base64)};
`,
  };
}
