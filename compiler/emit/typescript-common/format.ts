// The text of a module: ts-morph writes its statements in one go, Prettier lays it out. Both are heavy,
// and loaded when a module is printed.

import type { StatementStructures } from 'ts-morph';
import type { ShapeConstant } from './shapes.js';

export type Statements = readonly (string | StatementStructures)[];

export async function textOf(statements: Statements): Promise<string> {
  const { Project } = await import('ts-morph');
  const project = new Project({ useInMemoryFileSystem: true });
  return format(project.createSourceFile('model.ts', { statements: [...statements] }).getFullText());
}

/** A constant for each of them and its type, both exported. */
export async function shapeStatements(shapes: readonly ShapeConstant[]): Promise<Statements> {
  const { StructureKind, VariableDeclarationKind } = await import('ts-morph');
  return shapes.flatMap(({ name, typeName, value }): Statements => [
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
  ]);
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
