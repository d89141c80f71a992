// Writes what the tree-sitter grammar takes from the tables of the lexer and the compiler: its words, and the
// query of its colours. A test holds that the checked-in files are these.

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const bundled = join(root, '.tmp/tree-sitter/files.mjs');

await bundle({ entryPoints: ['editors/tree-sitter/files.ts'], outfile: bundled });
const { files } = await import(pathToFileURL(bundled).href);
for (const [path, content] of Object.entries(files)) {
  const target = join(root, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, content);
  console.log(path);
}
