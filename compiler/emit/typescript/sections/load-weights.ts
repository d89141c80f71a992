// The function that puts a weights file into the model, and what it must know of names and shapes.

import type { Fragment } from '../fragment.js';
import { property, stringLiteral } from '../literal.js';
import type { Plan } from '../plan.js';
import type { LayerNames } from './layer-lines.js';
import { readWeight } from './safetensors.js';

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
