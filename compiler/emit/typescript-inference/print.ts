// The statements of a module, from its parts.

import { shapeStatements, textOf, type Statements } from '../typescript-common/format.js';
import type { ModuleParts } from './module.js';

export async function printModule(parts: ModuleParts): Promise<string> {
  return textOf(await moduleStatements(parts));
}

async function moduleStatements({ header, imports, shapes, declarations }: ModuleParts): Promise<Statements> {
  const { StructureKind } = await import('ts-morph');
  return [
    header,
    '\n',
    {
      kind: StructureKind.ImportDeclaration,
      namedImports: [...imports],
      moduleSpecifier: '@tensorflow/tfjs-core',
    },
    ...(await shapeStatements(shapes)),
    ...declarations,
  ];
}
