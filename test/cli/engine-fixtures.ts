// The program in a folder of its own, where nothing but what a test puts there can be imported.

import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cnnc, root, type Outcome, type Surroundings } from './run-cnnc.js';

/** What stands in the main file of a package that does harm as soon as it is loaded. */
export const harm = {
  hangs: 'for (;;);',
  crashes: `import { writeSync } from 'node:fs';
    writeSync(2, 'driver: fatal: out of luck\\n');
    process.kill(process.pid, 'SIGSEGV');
    for (;;);`,
  throws: `throw new Error('libdriver.so: cannot open shared object file');`,
} as const;

export class Installation {
  private readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async create(): Promise<Installation> {
    const folder = await mkdtemp(join(tmpdir(), 'cnnc-engines-'));
    await cp(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
    return new Installation(folder);
  }

  readonly run = (words: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> =>
    cnnc(words, { cwd: this.folder, ...surroundings, copy: join(this.folder, 'dist/cli.cjs') });

  /** Forgets every package. */
  async empty(): Promise<void> {
    await rm(join(this.folder, 'node_modules'), { recursive: true, force: true });
  }

  /** Installs a package that is nothing but this script. */
  async addScript(name: string, script: string): Promise<void> {
    const place = await this.placeOf(name);
    await mkdir(place);
    const manifest = { name, version: '1.2.3', type: 'module', main: 'index.js' };
    await writeFile(join(place, 'package.json'), JSON.stringify(manifest));
    await writeFile(join(place, 'index.js'), script);
  }

  /** Installs a package as it is here. */
  async addReal(name: string): Promise<void> {
    await symlink(join(root, 'node_modules', name), await this.placeOf(name));
  }

  /** Installs ONNX Runtime without its native library, as a download that failed leaves it. */
  async addOnnxWithoutBinding(): Promise<void> {
    const real = join(root, 'node_modules/onnxruntime-node');
    const place = await this.placeOf('onnxruntime-node');
    await mkdir(place);
    await writeFile(join(place, 'package.json'), await readFile(join(real, 'package.json')));
    await cp(join(real, 'dist'), join(place, 'dist'), { recursive: true });
    await this.addReal('onnxruntime-common');
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  private async placeOf(name: string): Promise<string> {
    const place = join(this.folder, 'node_modules', name);
    await mkdir(join(place, '..'), { recursive: true });
    return place;
  }
}
