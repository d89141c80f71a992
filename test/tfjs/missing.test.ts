// What a person reads where a package, its native part or the GPU is missing: the registry of engines,
// bundled as the build does it, in a folder outside the checkout whose node_modules has only what a
// test puts there.

import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
let folder = '';

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'cnnc-tfjs-')));
  await build({
    entryPoints: [join(import.meta.dirname, 'open-process.ts')],
    outfile: join(folder, 'open.js'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['onnxruntime-node', '@tensorflow/*', 'webgpu', 'prettier', 'ts-morph', 'sharp'],
    banner: {
      js: "import { createRequire as createRequireOfNode } from 'node:module'; const require = createRequireOfNode(import.meta.url);",
    },
    logLevel: 'error',
  });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
});

beforeEach(() => rm(join(folder, 'node_modules'), { recursive: true, force: true }));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function open(engine: string, environment: NodeJS.ProcessEnv = {}) {
  const options = { timeout: 30_000, env: { ...process.env, ...environment } };
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'open.js'), engine], options);
  return JSON.parse(stdout);
}

/** Packages of the checkout. */
async function link(...names: string[]): Promise<void> {
  for (const name of names) {
    const place = join(folder, 'node_modules', name);
    await mkdir(dirname(place), { recursive: true });
    await symlink(join(root, 'node_modules', name), place);
  }
}

/** A package of one script. */
async function write(name: string, script: string): Promise<void> {
  const place = join(folder, 'node_modules', name);
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'package.json'), JSON.stringify({ name, version: '4.22.0', main: 'index.js' }));
  await writeFile(join(place, 'index.js'), script);
}

const core = '@tensorflow/tfjs-core';
const cpu = '@tensorflow/tfjs-backend-cpu';
const webgpu = '@tensorflow/tfjs-backend-webgpu';

/** tfjs-node as far as opening it sees: a backend of its name, with the kernels of none. */
const nodePackage = (isUsingGpuDevice: boolean) => `
  const tf = require('${core}');
  require('${cpu}');
  const make = tf.findBackendFactory('cpu');
  tf.registerBackend('tensorflow', () => Object.assign(make(), { isUsingGpuDevice: ${isUsingGpuDevice} }), 9);
  module.exports = tf;`;

describe('a package that is not there', () => {
  it.each([
    ['node-gpu', '@tensorflow/tfjs-node-gpu is not installed', 'npm i @tensorflow/tfjs-node-gpu@4.22.0'],
    ['node', '@tensorflow/tfjs-node is not installed', 'npm i @tensorflow/tfjs-node@4.22.0'],
    [
      'webgpu',
      `${core} and ${webgpu} and webgpu are not installed`,
      `npm i ${core}@4.22.0 ${webgpu}@4.22.0 webgpu`,
    ],
    ['wasm', `${core} and @tensorflow/tfjs-backend-wasm are not installed`, `npm i ${core}@4.22.0`],
    ['cpu', `${core} and ${cpu} are not installed`, `npm i ${core}@4.22.0 ${cpu}@4.22.0`],
  ])('tfjs:%s', async (backend, message, remedy) => {
    expect(await open(`tfjs:${backend}`)).toEqual({ message, remedy: expect.stringContaining(remedy) });
  });

  it('one of two', async () => {
    await link(core);
    expect((await open('tfjs:cpu')).message).toBe(`${cpu} is not installed`);
  });
});

describe('a package without its native part', () => {
  it('tfjs-node without its binding, as its download leaves it', async () => {
    await write(
      '@tensorflow/tfjs-node',
      "throw new Error('The Node.js native addon module (tfjs_binding.node) can not be found at path: x. \\nPlease run');",
    );
    expect(await open('tfjs:node')).toEqual({
      message:
        '@tensorflow/tfjs-node is installed and does not load: ' +
        'The Node.js native addon module (tfjs_binding.node) can not be found at path: x.',
      remedy: expect.stringContaining('npm rebuild @tensorflow/tfjs-node --build-addon-from-source'),
    });
  });

  it('a binding for another machine', async () => {
    await write('@tensorflow/tfjs-node', "process.dlopen(module, __filename.replace('index.js', 'a.node'));");
    const binding = join(folder, 'node_modules/@tensorflow/tfjs-node/a.node');
    await writeFile(binding, 'no library');
    const { message } = await open('tfjs:node');
    expect(message).toMatch(/^@tensorflow\/tfjs-node is installed and does not load: .*a\.node/);
  });

  it('functions that Node 23 has no more', async () => {
    await link(core, cpu);
    const check = "if (!require('util').isNullOrUndefined(undefined)) throw new Error('wrong');";
    await write('@tensorflow/tfjs-node', check + nodePackage(false));
    await writeFile(join(folder, 'as-in-23.cjs'), "delete require('util').isNullOrUndefined;");
    const environment = { NODE_OPTIONS: `--require ${join(folder, 'as-in-23.cjs')}` };
    expect(await open('tfjs:node', environment)).toEqual({ name: 'tfjs:node' });
  });

  it('webgpu without Dawn', async () => {
    await link(core, webgpu);
    const place = join(folder, 'node_modules/webgpu');
    await mkdir(place);
    for (const file of ['package.json', 'index.js']) {
      await cp(join(root, 'node_modules/webgpu', file), join(place, file));
    }
    const { message, remedy } = await open('tfjs:webgpu');
    expect(message).toMatch(/^webgpu is installed and does not load: Cannot find module .*dawn\.node/);
    expect(remedy).toContain('npm i');
  });

  it('a backend of another copy of tfjs-core', async () => {
    await link(core);
    await write(cpu, '');
    expect(await open('tfjs:cpu')).toEqual({
      message: `${cpu} and ${core} do not belong together: there are two copies of tfjs-core`,
      remedy: `npm dedupe ${core}`,
    });
  });
});

describe('a GPU that is not there', () => {
  it('tfjs-node-gpu that would compute on the CPU', async () => {
    await link(core, cpu);
    await write('@tensorflow/tfjs-node-gpu', nodePackage(false));
    expect(await open('tfjs:node-gpu')).toEqual({
      message: '@tensorflow/tfjs-node-gpu finds no GPU, and would compute on the CPU',
      remedy: expect.stringContaining('choose tfjs:node'),
    });
  });

  it('and opens where there is one', async () => {
    await link(core, cpu);
    await write('@tensorflow/tfjs-node-gpu', nodePackage(true));
    expect(await open('tfjs:node-gpu')).toEqual({ name: 'tfjs:node-gpu' });
  });

  it.runIf(process.platform === 'linux')('WebGPU without a driver', async () => {
    await link(core, webgpu, cpu, 'webgpu');
    expect(await open('tfjs:webgpu', { VK_ICD_FILENAMES: '/none', VK_DRIVER_FILES: '/none' })).toEqual({
      message: 'WebGPU finds no GPU: there is no adapter',
      remedy: expect.stringContaining('vulkaninfo --summary'),
    });
  });
});
