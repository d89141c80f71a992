// Writes the TextMate grammar, its injection into Markdown and the language configuration from the
// tables of the lexer and the compiler. A test holds that the checked-in files are these.

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';

const root = fileURLToPath(new URL('..', import.meta.url));
const bundle = join(root, '.tmp/textmate/files.mjs');

await build({
  absWorkingDir: root,
  entryPoints: ['editors/textmate/files.ts'],
  outfile: bundle,
  bundle: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
});

const { files } = await import(pathToFileURL(bundle).href);
for (const [path, content] of Object.entries(files)) {
  const target = join(root, path);
  await mkdir(dirname(target), { recursive: true });
  const style = await resolveConfig(target);
  await writeFile(target, await format(JSON.stringify(content), { ...style, filepath: target }));
  console.log(path);
}
