// Builds dist/: the command line, the library, the runtime and its worker, with type declarations, the pages
// of `cnnc explain`, the schema of the settings and licences.
// All files lie flat in dist/, so that a chunk finds the worker beside itself. They are made elsewhere and
// moved there together: whoever runs the program meanwhile never sees a half of it.

import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { licencesOf } from './licences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const description = JSON.parse(await readFile(`${root}package.json`, 'utf8'));
const made = `.tmp/dist-${process.pid}`;
const run = (...words) => promisify(execFile)(process.execPath, words, { cwd: root });

const entryPoints = {
  main: 'cli/main.ts',
  index: 'compiler/index.ts',
  runtime: 'runtime/index.ts',
  'onnx-worker': 'runtime/onnx/worker.ts',
  'data-worker': 'runtime/data/threads/worker.ts',
};

/** Some bundled packages are CommonJS and call `require` for modules of Node. */
const requireBanner =
  "import { createRequire as createRequireOfNode } from 'node:module'; const require = createRequireOfNode(import.meta.url);";

/**
 * Commander can run commands that are programs of their own. Ours are not, and without that module of
 * Node, which it would load at every start, a whole `cnnc check` takes 4 ms less.
 */
const withoutChildProcess = {
  name: 'without-child-process',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('/commander/') ? { path: 'nothing', namespace: 'nothing' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** The script of `check` knows the names of the other commands, and never loads them; nor what watches. */
const withoutOtherCommands = {
  name: 'without-other-commands',
  setup({ onResolve }) {
    onResolve({ filter: /\/check\/watch\.js$/ }, ({ path }) => ({ path, external: true }));
    onResolve({ filter: /^\.\/commands\// }, ({ path }) =>
      path === './commands/check.js' ? undefined : { path, external: true },
    );
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  // What stays a dependency is loaded by the command that needs it; everything else is bundled.
  external: Object.keys({
    ...description.dependencies,
    ...description.optionalDependencies,
    ...description.peerDependencies,
  }),
  // Chevrotain's lodash in a lighter make: a whole `cnnc check` starts about 15 ms sooner.
  alias: { 'lodash-es': 'es-toolkit/compat' },
  define: { CNNC_VERSION: JSON.stringify(description.version) },
  minify: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

async function bundleModules() {
  const { metafile } = await build({
    ...common,
    entryPoints,
    outdir: made,
    chunkNames: '[name]-[hash]',
    splitting: true,
    format: 'esm',
    banner: { js: requireBanner },
    plugins: [withoutChildProcess],
  });
  return metafile;
}

/** One script, as cli/launch.ts runs it: a function in which a CommonJS module stands. */
async function bundleCheck() {
  const { metafile } = await build({
    ...common,
    entryPoints: ['cli/main.ts'],
    outfile: `${made}/check.cjs`,
    format: 'cjs',
    banner: { js: '(function (exports, require, module, moduleUrl) {' },
    footer: { js: '})' },
    define: { ...common.define, 'import.meta.url': 'moduleUrl' },
    plugins: [withoutChildProcess, withoutOtherCommands],
  });
  return metafile;
}

/** The program; all that it loads is made by the others. */
async function bundleLauncher() {
  const outfile = `${made}/cli.cjs`;
  await build({
    ...common,
    entryPoints: ['cli/launch.ts'],
    outfile,
    format: 'cjs',
    external: [...common.external, './main.js'],
    banner: {
      js: "#!/usr/bin/env node\nconst launcherUrl = require('node:url').pathToFileURL(__filename);",
    },
    define: { 'import.meta.url': 'launcherUrl' },
  });
  await chmod(`${root}${outfile}`, 0o755);
}

async function make() {
  const [metafiles] = await Promise.all([
    Promise.all([bundleModules(), bundleCheck()]),
    bundleLauncher(),
    run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', `${made}/types`),
  ]);
  await Promise.all([
    cp(`${root}docs/errors`, `${root}${made}/errors`, { recursive: true }),
    cp(`${root}schema`, `${root}${made}/schema`, { recursive: true }),
    run('scripts/keep-compiled.mjs', `${made}/check.cjs`, 'examples/mnist/mnist.cnn'),
    writeFile(`${root}${made}/THIRD_PARTY_LICENSES.txt`, await licencesOf(metafiles, root)),
  ]);
}

try {
  await mkdir(`${root}${made}`, { recursive: true });
  await make();
  await rm(`${root}dist`, { recursive: true, force: true });
  await rename(`${root}${made}`, `${root}dist`);
} catch (error) {
  // What a tool of the build says is what helps; esbuild has printed it, tsc hands it over.
  console.error(error.stdout || error.message);
  process.exitCode = 1;
} finally {
  await rm(`${root}${made}`, { recursive: true, force: true });
}
