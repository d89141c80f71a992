// The function that puts a weights file into the model, and the reader of such files.

import type { Fragment } from '../fragment.js';
import { property, stringLiteral } from '../literal.js';
import type { Plan } from '../plan.js';
import type { LayerNames } from './layer-lines.js';

/** The shape in a file of each weight that tfjs keeps in another one, and its name there. */
const stored: Readonly<Record<string, { readonly name: string; readonly source: string }>> = {
  depthwise_kernel: {
    name: 'kernel',
    source: `case 'depthwise_kernel':
      return { name: \`\${layer}/kernel\`, shape: [sizes[0], sizes[1], 1, sizes[2] * sizes[3]] };`,
  },
  alpha: {
    name: 'slope',
    source: `case 'alpha':
      return { name: \`\${layer}/slope\`, shape: sizes.slice(-1) };`,
  },
  moving_mean: {
    name: 'mean',
    source: `case 'moving_mean':
      return { name: \`\${layer}/mean\`, shape: sizes };`,
  },
  moving_variance: {
    name: 'variance',
    source: `case 'moving_variance':
      return { name: \`\${layer}/variance\`, shape: sizes };`,
  },
};

const safetensors: Fragment = {
  name: 'Safetensors',
  needs: [],
  source: `
/** A safetensors file: what its header says of each tensor, and the numbers of all. */
interface Safetensors {
  header: Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] } | undefined>;
  data: Uint8Array;
}
`,
};

const readSafetensors: Fragment = {
  name: 'readSafetensors',
  needs: [safetensors],
  source: `
/** Splits a safetensors file: the length of the header in eight bytes, the header in JSON, the numbers. */
function readSafetensors(file: ArrayBuffer | Uint8Array): Safetensors {
  const bytes = file instanceof Uint8Array ? file : new Uint8Array(file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerEnd = bytes.length < 8 ? Infinity : 8 + Number(view.getBigUint64(0, true));
  if (headerEnd > bytes.length) throw new Error('This is no safetensors file, or only the start of one.');
  const header = new TextDecoder().decode(bytes.subarray(8, headerEnd));
  return { header: JSON.parse(header) as Safetensors['header'], data: bytes.subarray(headerEnd) };
}
`,
};

/** `find` are the statements that make `name` and `shape`, as the file has them, from the variable. */
function readWeight(find: string, needs: readonly Fragment[]): Fragment {
  return {
    name: 'readWeight',
    needs: [...needs, safetensors, readSafetensors],
    source: `
/** The numbers of a weight of the model, in the model's shape; throws where the file has them not. */
function readWeight({ header, data }: Safetensors, weight: tf.LayerVariable): tf.Tensor {
  ${find}
  const stored = header[name];
  if (stored === undefined) throw new Error(\`The weights file has no \${name}.\`);
  if (stored.dtype !== 'F32') throw new Error(\`\${name} is stored as \${stored.dtype}, not as F32.\`);
  if (stored.shape.join() !== shape.join()) {
    throw new Error(\`\${name} is \${stored.shape.join('x')} in the weights file and \${shape.join('x')} in the model.\`);
  }
  const [start, end] = stored.data_offsets;
  if (end > data.length || end - start !== 4 * tf.util.sizeFromShape(shape)) {
    throw new Error(\`The weights file is cut off: \${name} is not whole.\`);
  }
  const numbers = new Uint8Array(data.subarray(start, end));
  return tf.tensor(new Float32Array(numbers.buffer), weight.shape as number[]);
}
`,
  };
}

export interface LoadWeights {
  /** Of `loadWeights`. */
  readonly body: string;
  readonly needs: readonly Fragment[];
}

/** `loadWeights` for the layers of this plan: of the rules for names only those that it needs. */
export function loadWeights(plan: Plan, names: LayerNames): LoadWeights {
  const weights = storedWeights(plan, names);
  const moved = Object.keys(stored).filter((variable) =>
    weights.some((weight) => weight.variable === variable),
  );
  const renamed = weights.filter((weight) => weight.name !== weight.fileName);
  const needs: Fragment[] = [];
  if (moved.length > 0) needs.push(storedAs(moved));
  if (renamed.length > 0) needs.push(fileNames(renamed));
  return { body, needs: [readWeight(findSource(moved.length > 0, renamed.length > 0), needs)] };
}

const body = `const weights = readSafetensors(file);
  tf.tidy(() => {
    const tensors = model.layers.map((layer) => layer.weights.map((weight) => readWeight(weights, weight)));
    model.layers.forEach((layer, index) => layer.setWeights(tensors[index]));
  });`;

/** The statements that find the name and shape of `weight` in the file. */
function findSource(moved: boolean, renamed: boolean): string {
  if (!moved && !renamed) {
    return `const name = weight.originalName;
  const shape = weight.shape as number[];`;
  }
  if (!renamed) return 'const { name, shape } = storedAs(weight);';
  return moved
    ? `const { name: ownName, shape } = storedAs(weight);
  const name = fileNames[ownName] ?? ownName;`
    : `const name = fileNames[weight.originalName] ?? weight.originalName;
  const shape = weight.shape as number[];`;
}

interface StoredWeight {
  /** As tfjs calls it. */
  readonly variable: string;
  /** What `storedAs` makes of it. */
  readonly name: string;
  /** As the network calls it. */
  readonly fileName: string;
}

function storedWeights(plan: Plan, names: LayerNames): StoredWeight[] {
  return plan.layers.flatMap((layer) =>
    (layer.call.weights ?? []).map(({ variable, weight }) => ({
      variable,
      name: `${names.get(layer)}/${stored[variable]?.name ?? variable}`,
      fileName: weight.name,
    })),
  );
}

function storedAs(variables: readonly string[]): Fragment {
  return {
    name: 'storedAs',
    needs: [],
    source: `
/** The name and shape of a weight in a file, where tfjs has its own. */
function storedAs({ originalName, shape }: tf.LayerVariable): { name: string; shape: number[] } {
  const [layer, variable] = originalName.split('/');
  const sizes = shape as number[];
  switch (variable) {
    ${variables.map((variable) => stored[variable].source).join('\n')}
    default:
      return { name: originalName, shape: sizes };
  }
}
`,
  };
}

function fileNames(weights: readonly StoredWeight[]): Fragment {
  const entries = weights.map(({ name, fileName }) => property(name, stringLiteral(fileName)));
  return {
    name: 'fileNames',
    needs: [],
    source: `
/** Weights of layers whose names tfjs does not take, as a file calls them. */
const fileNames: Record<string, string> = {
  ${entries.join(',\n')}
};
`,
  };
}
