// A text as `cnnc fmt` writes it, by the built command line.

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const { bin } = createRequire(import.meta.url)('../../package.json');
const program = fileURLToPath(new URL(`../../${bin.cnnc}`, import.meta.url));

export function formatted(text) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, 'fmt', '-'], {
    input: text,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`cnnc fmt: ${stderr || 'run npm run build first'}`);
  return stdout;
}
