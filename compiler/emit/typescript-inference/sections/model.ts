// What a module exports beside shapes: the interface of a model, and the function that makes one.

import { member, property } from '../../typescript-common/literal.js';
import { sideType, type Side } from './sides.js';

/** How a module comes to its weights: it has none, it is given a file, or it holds one. */
export type WeightsPlace = 'none' | 'file' | 'embedded';

export function modelInterface(input: Side, output: Side): string {
  const batches = input.shapes.length === 1 ? 'a batch' : 'batches of one size';
  return `
/** A network with its weights, on the backend of TensorFlow.js that was set when it was made. */
export interface Model {
  /** What the network makes of ${batches}; the result is the caller's to dispose of. */
  predict(${parameterName(input)}: ${sideType(input)}): ${sideType(output)};
  /** Frees the weights. */
  dispose(): void;
}
`;
}

export function createModel(input: Side, place: WeightsPlace): string {
  const name = parameterName(input);
  const checks = input.constant.elements.map(({ source }, index) => {
    const value = input.shapes.length === 1 ? name : member(name, input.keys[index]);
    return `expectShape(${value}, ${source});`;
  });
  const network = place === 'none' ? `network(${name})` : `network(${name}, weights)`;
  return `
${documentation[place]}
export function createModel(${parameters[place]}): Model {
  ${place === 'none' ? '' : 'const weights = readWeights(file);'}
  return {
    predict(${name}) {
      ${checks.join('\n')}
      return tidy(() => ${network});
    },
    ${property('dispose', place === 'none' ? '() => undefined' : '() => dispose(weights)')},
  };
}
`;
}

function parameterName(input: Side): string {
  return input.shapes.length === 1 ? 'input' : 'inputs';
}

const parameters: Readonly<Record<WeightsPlace, string>> = {
  none: '',
  file: 'file: ArrayBuffer | Uint8Array',
  embedded: 'file: ArrayBuffer | Uint8Array = decodeBase64(embeddedWeights)',
};

const documentation: Readonly<Record<WeightsPlace, string>> = {
  none: '/** The network, which has no weights. */',
  file: `/**
 * The network with the weights that \`cnnc build --weights\` wrote into this file; throws if the file is
 * cut off or that of another network.
 */`,
  embedded: `/**
 * The network with its own weights, or with others that \`cnnc build --weights\` wrote into a file; throws
 * if the file is cut off or that of another network.
 */`,
};
