// Bundles the extension, the language server and the page of its panels into dist/: once for Node, once for browsers.

import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { licencesOf } from '../../scripts/licences.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  // As in the build of cnnc: Chevrotain's lodash in a lighter make.
  alias: { 'lodash-es': 'es-toolkit/compat' },
  // VS Code provides itself.
  external: ['vscode'],
};

/** Some bundled packages are CommonJS and call `require` for modules of Node. */
const requireBanner =
  "import { createRequire as createRequireOfNode } from 'node:module'; const require = createRequireOfNode(import.meta.url);";

/** VS Code 1.100 has Node 20 and Chromium 132. */
const node = { ...common, platform: 'node', target: 'node20' };
const asModule = { format: 'esm', banner: { js: requireBanner } };
const browser = { ...common, platform: 'browser', target: 'chrome132' };

/** A worker has no files beside it: the pages of `cnnc explain` are written into it. */
async function pages() {
  const names = await readdir(`${root}docs/errors`);
  const read = async (name) => [
    name.replace('.md', ''),
    await readFile(`${root}docs/errors/${name}`, 'utf8'),
  ];
  return Object.fromEntries(await Promise.all(names.map(read)));
}

/**
 * @param folder where to put it; dist/ unless given
 */
export async function buildExtension(folder = fileURLToPath(new URL('dist', import.meta.url))) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { version } = JSON.parse(await readFile(new URL('package.json', import.meta.url), 'utf8'));
  const told = { CNNC_VERSION: JSON.stringify(version) };
  const toldWorker = { ...told, CNNC_PAGES: JSON.stringify(await pages()) };
  const script = { ...browser, format: 'iife' };
  const bundle = (name, entry, options) =>
    build({ ...options, entryPoints: [`editors/${entry}`], outfile: `${folder}/${name}` });
  const results = await Promise.all([
    bundle('node.js', 'vscode/src/node.ts', { ...node, format: 'cjs' }),
    bundle('server.mjs', 'language-server/node.ts', { ...node, ...asModule, define: told }),
    bundle('browser.js', 'vscode/src/browser.ts', { ...browser, format: 'cjs' }),
    bundle('browser-server.js', 'language-server/browser.ts', { ...script, define: toldWorker }),
    bundle('panel.js', 'vscode/src/webview/panel.ts', script),
    bundle('panel.css', 'vscode/src/webview/panel.css', browser),
  ]);
  const licences = await licencesOf(
    results.map(({ metafile }) => metafile),
    root,
  );
  await Promise.all([
    writeFile(`${folder}/THIRD_PARTY_LICENSES.txt`, licences),
    cp(`${root}docs/errors`, `${folder}/errors`, { recursive: true }),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildExtension(process.argv[2]);
