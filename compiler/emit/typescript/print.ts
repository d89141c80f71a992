// The statements of a module, from its parts.

import { shapeStatements, textOf, type Statements } from '../typescript-common/format.js';
import type { ModuleParts } from './module.js';

export async function printModule(parts: ModuleParts): Promise<string> {
  return textOf(await moduleStatements(parts));
}

async function moduleStatements(parts: ModuleParts): Promise<Statements> {
  const { StructureKind } = await import('ts-morph');
  return [
    parts.header,
    '\n',
    { kind: StructureKind.ImportDeclaration, namespaceImport: 'tf', moduleSpecifier: '@tensorflow/tfjs' },
    ...(await shapeStatements(parts.shapes)),
    ...parts.constants.map(({ source }) => source),
    {
      kind: StructureKind.Function,
      docs: ['The network with new weights.'],
      isExported: true,
      name: 'createModel',
      returnType: 'tf.LayersModel',
      statements: parts.createModel,
    },
    {
      kind: StructureKind.Function,
      docs: [
        'Puts the weights of a safetensors file into the model; throws, and changes nothing, if they do not fit.',
      ],
      isExported: true,
      name: 'loadWeights',
      parameters: [
        { name: 'model', type: 'tf.LayersModel' },
        { name: 'file', type: 'ArrayBuffer | Uint8Array' },
      ],
      returnType: 'void',
      statements: parts.loadWeights,
    },
    ...parts.fragments.map(({ source }) => source),
  ];
}
