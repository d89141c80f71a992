// From parts to text: ts-morph writes the module in one go, Prettier lays it out. Both are heavy,
// and loaded when a module is printed.

import type { StatementStructures } from 'ts-morph';
import type { ModuleParts } from './module.js';

type Statements = (string | StatementStructures)[];

export async function printModule(parts: ModuleParts): Promise<string> {
  const statements = await moduleStatements(parts);
  const { Project } = await import('ts-morph');
  const project = new Project({ useInMemoryFileSystem: true });
  return format(project.createSourceFile('model.ts', { statements }).getFullText());
}

async function moduleStatements(parts: ModuleParts): Promise<Statements> {
  const { StructureKind, VariableDeclarationKind } = await import('ts-morph');
  return [
    parts.header,
    '\n',
    { kind: StructureKind.ImportDeclaration, namespaceImport: 'tf', moduleSpecifier: '@tensorflow/tfjs' },
    ...parts.shapes.flatMap(({ name, typeName, value }): Statements => [
      '\n',
      {
        kind: StructureKind.VariableStatement,
        isExported: true,
        declarationKind: VariableDeclarationKind.Const,
        declarations: [{ name, initializer: `${value} as const` }],
      },
      {
        kind: StructureKind.TypeAlias,
        isExported: true,
        name: typeName,
        type: `typeof ${name}`,
      },
    ]),
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

async function format(text: string): Promise<string> {
  const [prettier, typescript, estree] = await Promise.all([
    import('prettier/standalone'),
    import('prettier/plugins/typescript'),
    import('prettier/plugins/estree'),
  ]);
  return prettier.format(text, {
    parser: 'typescript',
    plugins: [typescript, estree],
    singleQuote: true,
    printWidth: 110,
  });
}
