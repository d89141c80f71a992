// Bundles the plugin with the printer of this repository into dist/index.js, the one file of the package.

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

await build({
  absWorkingDir: fileURLToPath(new URL('.', import.meta.url)),
  entryPoints: ['index.ts'],
  // Elsewhere for a test.
  outfile: process.argv[2] ?? 'dist/index.js',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  // As in the build of cnnc: Chevrotain's lodash in a lighter make.
  alias: { 'lodash-es': 'es-toolkit/compat' },
  logLevel: 'warning',
});
