// The package as npm packs it, in an empty folder: its program runs, and its types hold for a strict user.

import { execFile } from 'node:child_process';
import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { goodModel } from './models.js';
import { folderWith, root } from './run-cnnc.js';

const run = promisify(execFile);

const useOfTheLibrary = `import { compile, type Compilation } from 'cnnc';
const compilation: Compilation = compile('input 8x8x1');
export const count: number = compilation.diagnostics.length;
`;

const useOfTheRuntime = `import { openEngine, train, type Engine } from 'cnnc/runtime';
export const engine: Promise<Engine> = openEngine('auto');
export { train };
`;

const pageOf = (name: string): Promise<string> => readFile(join(root, name), 'utf8');

async function installed(): Promise<string> {
  const folder = await folderWith({
    'package.json': '{ "type": "module" }',
    'library.ts': useOfTheLibrary,
    'runtime.ts': useOfTheRuntime,
    'small.cnn': goodModel,
  });
  await run('npm', ['pack', '--pack-destination', folder], { cwd: root });
  const [tarball] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  const place = join(folder, 'node_modules', 'cnnc');
  await mkdir(place, { recursive: true });
  await run('tar', ['xzf', join(folder, tarball), '-C', place, '--strip-components=1']);
  return folder;
}

async function typeErrors(
  folder: string,
  file: string,
  moduleResolution: string,
  lib: string[],
): Promise<string> {
  const module = moduleResolution === 'nodenext' ? 'nodenext' : 'esnext';
  const compilerOptions = {
    noEmit: true,
    strict: true,
    target: 'es2023',
    lib,
    types: [],
    module,
    moduleResolution,
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  try {
    return (await run(process.execPath, [compiler, '-p', folder])).stdout;
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

describe('the packed package', () => {
  it('runs, imports and type-checks', async () => {
    const folder = await installed();
    const manifest = JSON.parse(await readFile(join(folder, 'node_modules/cnnc/package.json'), 'utf8'));
    const program = join(folder, 'node_modules/cnnc', manifest.bin.cnnc);
    const checked = await run(process.execPath, [program, 'check', 'small.cnn'], { cwd: folder });
    expect(checked.stderr).toBe('No errors in 1 file.\n');

    const line = "import { compile } from 'cnnc'; console.log(compile('input 8x8x1').source.text)";
    const imported = await run(process.execPath, ['--input-type=module', '-e', line], { cwd: folder });
    expect(imported.stdout).toBe('input 8x8x1\n');

    const pages = await Promise.all(['docs/lints.md', 'docs/ci.md', 'README.md'].map(pageOf));
    const pointedAt = pages
      .flatMap((page) => [...page.matchAll(/node_modules\/cnnc\/[\w./-]+/g)])
      .map(String);
    expect(pointedAt).toContain('node_modules/cnnc/dist/schema/cnnc.config.schema.json');
    for (const path of pointedAt) await access(join(folder, path));

    for (const resolution of ['nodenext', 'bundler']) {
      expect(await typeErrors(folder, 'library.ts', resolution, ['es2023'])).toBe('');
      // AbortSignal comes from the DOM here, from @types/node in a project for Node.
      expect(await typeErrors(folder, 'runtime.ts', resolution, ['es2023', 'dom'])).toBe('');
    }
  });

  it('names the licences of what it contains', async () => {
    const text = await readFile(join(root, 'dist', 'THIRD_PARTY_LICENSES.txt'), 'utf8');
    for (const name of ['chevrotain', 'commander', 'tinyglobby', 'pure-rand'])
      expect(text).toContain(`\n${name} `);
  });
});
