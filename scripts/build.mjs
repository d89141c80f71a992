// Builds dist/: the command line, the library, the runtime and its worker, with type declarations and licences.
// All files lie flat in dist/, so that a chunk finds the worker beside itself.

import { execFile } from 'node:child_process';
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { licencesOf } from './licences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const description = JSON.parse(await readFile(`${root}package.json`, 'utf8'));

const entryPoints = {
  cli: 'cli/main.ts',
  index: 'compiler/index.ts',
  runtime: 'runtime/index.ts',
  'onnx-worker': 'runtime/onnx/worker.ts',
};

/** Some bundled packages are CommonJS and call `require` for modules of Node. */
const requireBanner =
  "import { createRequire as createRequireOfNode } from 'node:module'; const require = createRequireOfNode(import.meta.url);";

async function bundle() {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir: 'dist',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // What stays a dependency is loaded by the command that needs it; everything else is bundled.
    external: Object.keys({ ...description.dependencies, ...description.optionalDependencies }),
    define: { CNNC_VERSION: JSON.stringify(description.version) },
    banner: { js: requireBanner },
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}

async function makeExecutable(path) {
  const text = await readFile(path, 'utf8');
  await writeFile(path, `#!/usr/bin/env node\n${text}`);
  await chmod(path, 0o755);
}

async function declareTypes() {
  await promisify(execFile)(
    process.execPath,
    ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
    { cwd: root },
  );
}

await rm(`${root}dist`, { recursive: true, force: true });
const [metafile] = await Promise.all([bundle(), declareTypes()]);
await makeExecutable(`${root}dist/cli.js`);
await writeFile(`${root}dist/THIRD_PARTY_LICENSES.txt`, await licencesOf(metafile, root));
