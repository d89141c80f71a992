// `npm run package:vscode`: the extension as editors/vscode/dist/cnnc-VERSION.vsix, from sources alone. Publishes nothing.
//   -o FILE    where to write it

import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { buildExtension } from '../editors/vscode/build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'editors/vscode');
const run = async (...words) => (await promisify(execFile)(process.execPath, words, { cwd: root })).stdout;

/**
 * @param output where the package is to lie
 * @returns what vsce says of it: its files, with their sizes
 */
export async function packageExtension(output) {
  const folder = await mkdtemp(join(tmpdir(), 'cnnc-vscode-'));
  try {
    await cp(source, folder, { recursive: true, filter: (path) => !/[/\\](dist|node_modules)$/.test(path) });
    await Promise.all([typesHold(), buildExtension(join(folder, 'dist'))]);
    await mkdir(dirname(output), { recursive: true });
    return await pack(folder, output);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function typesHold() {
  return run('node_modules/typescript/bin/tsc', '-p', 'editors/vscode');
}

/** Links in the README stay as they are: there is no address to complete them with. */
async function pack(folder, output) {
  const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
  const options = ['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository'];
  const words = [vsce, 'package', ...options, '--no-update-package-json', '-o', output];
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: folder });
  return stdout.trim();
}

export async function defaultOutput() {
  const { name, version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'));
  return join(source, 'dist', `${name}-${version}.vsix`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { output: { type: 'string', short: 'o' } },
  });
  try {
    const output = resolve(values.output ?? (await defaultOutput()));
    console.log(await packageExtension(output));
    console.log(`${output}: ${((await stat(output)).size / 1024).toFixed(0)} KiB`);
  } catch (error) {
    // What tsc and vsce say is what helps.
    console.error([error.stdout, error.stderr, error.message].filter(Boolean).join('\n'));
    process.exitCode = 1;
  }
}
