// The function that puts a weights file into the model, and what it must know of names and shapes.

import type { Fragment } from '../../typescript-common/fragment.js';
import { property, stringLiteral } from '../../typescript-common/literal.js';
import type { Plan } from '../plan.js';
import type { LayerNames } from './layer-lines.js';
import { readWeight } from './safetensors.js';

/** What tfjs keeps a weight as, under a name or a shape of its own, and what a file has in its place. */
interface StoredVariable {
  readonly variable: string;
  /** What follows the layer's name in a file. */
  readonly role: string;
  /** Source of the shape in the file, of `sizes`. */
  readonly shape: string;
}

const variables: readonly StoredVariable[] = [
  { variable: 'depthwise_kernel', role: 'kernel', shape: '[sizes[0], sizes[1], 1, sizes[2] * sizes[3]]' },
  { variable: 'pointwise_kernel', role: 'pointwise', shape: 'sizes' },
  { variable: 'alpha', role: 'slope', shape: 'sizes.slice(-1)' },
  { variable: 'moving_mean', role: 'mean', shape: 'sizes' },
  { variable: 'moving_variance', role: 'variance', shape: 'sizes' },
];

export interface LoadWeights {
  /** Of `loadWeights`. */
  readonly body: string;
  readonly needs: readonly Fragment[];
}

/** `loadWeights` for the layers of this plan: of the rules for names only those that it needs. */
export function loadWeights(plan: Plan, names: LayerNames): LoadWeights {
  const moved = movedVariables(plan);
  const weights = storedWeights(plan, names, moved);
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

/** Those of the variables above that the plan has; a separable convolution has two kernels with names. */
function movedVariables({ layers }: Plan): StoredVariable[] {
  const present = new Set(layers.flatMap(({ call }) => call.weights ?? []).map(({ variable }) => variable));
  const moved = variables.filter(({ variable }) => present.has(variable));
  if (!present.has('pointwise_kernel')) return moved;
  return moved.map((stored) =>
    stored.variable === 'depthwise_kernel' ? { ...stored, role: 'depthwise' } : stored,
  );
}

interface StoredWeight {
  /** What `storedAs` makes of it. */
  readonly name: string;
  /** As the network calls it. */
  readonly fileName: string;
}

function storedWeights(
  { layers }: Plan,
  names: LayerNames,
  moved: readonly StoredVariable[],
): StoredWeight[] {
  const roles = new Map(moved.map(({ variable, role }) => [variable, role]));
  return layers.flatMap((layer) =>
    (layer.call.weights ?? []).map(({ variable, weight }) => ({
      name: `${names.get(layer)}/${roles.get(variable) ?? variable}`,
      fileName: weight.name,
    })),
  );
}

function storedAs(moved: readonly StoredVariable[]): Fragment {
  const cases = moved.map(
    ({ variable, role, shape }) => `case '${variable}':
      return { name: \`\${layer}/${role}\`, ${property('shape', shape)} };`,
  );
  return {
    name: 'storedAs',
    needs: [],
    source: `
/** The name and shape of a weight in a file, where tfjs has its own. */
function storedAs({ originalName, shape }: tf.LayerVariable): { name: string; shape: number[] } {
  const [layer, variable] = originalName.split('/');
  const sizes = shape as number[];
  switch (variable) {
    ${cases.join('\n')}
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
/** Weights whose names differ from those of their layers here, as a file calls them. */
const fileNames: Record<string, string> = {
  ${entries.join(',\n')}
};
`,
  };
}
