// Compiles generated TypeScript modules, and loads them into the running process.

import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type * as tf from '@tensorflow/tfjs';
import { transform } from 'esbuild';
import ts from 'typescript';

/** What every generated module exports; `inputShapes` and `outputShapes` where there are several. */
export interface GeneratedModule {
  readonly inputShape?: readonly number[];
  readonly outputShape?: readonly number[];
  readonly inputShapes?: Readonly<Record<string, readonly number[]>>;
  readonly outputShapes?: Readonly<Record<string, readonly number[]>>;
  createModel(): tf.LayersModel;
  loadWeights(model: tf.LayersModel, file: ArrayBuffer | Uint8Array): void;
}

const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** Inside the repository, so that packages resolve; git ignores it. */
const folder = join(repository, '.tmp', 'generated');

/** Loads the module from its text, without a check of its types. */
export async function loadGeneratedModule(text: string): Promise<GeneratedModule> {
  return (await importText(text)) as GeneratedModule;
}

/** What a module exports, from its text. */
export async function importText(text: string): Promise<unknown> {
  const { code } = await transform(text, { loader: 'ts', format: 'esm', target: 'node20' });
  const path = join(folder, `${createHash('sha256').update(code).digest('hex').slice(0, 24)}.mjs`);
  await mkdir(folder, { recursive: true });
  // Another process may be reading the same module.
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, code);
  await rename(fresh, path);
  return import(pathToFileURL(path).href);
}

const strictest: ts.CompilerOptions = {
  strict: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ['node'],
};

/** What the TypeScript compiler has to say of modules, by name, in one program. */
export function typeErrors(texts: ReadonlyMap<string, string>): string[] {
  const files = new Map([...texts].map(([name, text]) => [join(folder, name), text]));
  const host = ts.createCompilerHost(strictest);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, version, ...rest) => {
    const text = files.get(name);
    return text === undefined
      ? getSourceFile(name, version, ...rest)
      : ts.createSourceFile(name, text, version);
  };
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.getCurrentDirectory = () => repository;
  const program = ts.createProgram([...files.keys()], strictest, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    return `${file?.fileName}:${line} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}
