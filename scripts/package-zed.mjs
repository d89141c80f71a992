// `npm run package:zed`: the extension for Zed as a folder, editors/zed/dist, for “Install Dev Extension”. Zed
// takes a grammar from a commit of a repository: here it is the last one of this checkout.

import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'editors/zed');
const target = join(source, 'dist');
const grammarPath = 'editors/tree-sitter';

const git = (...words) => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();

function fail(message) {
  console.error(message);
  process.exit(1);
}

const changed = git('status', '--porcelain', '--', `${grammarPath}/src`);
if (changed !== '')
  fail(`${grammarPath}/src has changes that are in no commit, so that Zed would not see them:\n${changed}`);

// What Zed has built there stays.
for (const name of ['extension.toml', 'Cargo.toml', 'Cargo.lock', 'src', 'languages'])
  cpSync(join(source, name), join(target, name), { recursive: true });
cpSync(join(root, 'LICENSE'), join(target, 'LICENSE'));
const grammar = {
  repository: pathToFileURL(git('rev-parse', '--show-toplevel')).href,
  rev: git('rev-parse', 'HEAD'),
  path: grammarPath,
};
const lines = Object.entries(grammar).map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`);
appendFileSync(join(target, 'extension.toml'), `\n[grammars.cnn]\n${lines.join('')}`);
console.log(`${target}: in Zed, “zed: install dev extension”, and choose this folder`);
