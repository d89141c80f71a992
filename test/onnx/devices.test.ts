// Devices in processes of their own: what is said where one is missing, where its package or the native
// part of that is, and where memory does not suffice.

import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasGpu } from '../../runtime/gpu-driver.js';
import { prepareGpu, softwareGpuEnvironment } from '../support/software-gpu.js';
import { ProcessBundle } from './process-bundle.js';

let bundle: ProcessBundle;
let outside: ProcessBundle;

beforeAll(async () => {
  bundle = await ProcessBundle.of('devices-process.ts');
  outside = await ProcessBundle.of('devices-process.ts', tmpdir());
});

afterAll(() => Promise.all([bundle.remove(), outside.remove()]));

const noGpu = { VK_ICD_FILENAMES: '/nowhere', VK_DRIVER_FILES: '/nowhere' };
const missing = prepareGpu();

describe('devices of ONNX Runtime', () => {
  it.skipIf(process.platform !== 'linux')('say what is missing, and never compute elsewhere', async () => {
    const offers = await bundle.run('offers', { environment: noGpu });
    expect(offers).toEqual({
      'onnx:cpu': 'onnx:cpu',
      'onnx:webgpu': {
        message:
          'onnx:webgpu cannot start: there is no GPU that WebGPU can use, or its driver is not installed',
        remedy: expect.stringContaining('install the Vulkan driver of the GPU') as string,
      },
      'onnx:cuda': {
        message: 'onnx:cuda cannot start: its part for cuda, or a library of that, is not installed',
        remedy: expect.stringContaining(
          'ONNXRUNTIME_NODE_INSTALL=cuda12 npm rebuild onnxruntime-node',
        ) as string,
      },
      'onnx:dml': {
        message: 'onnx:dml cannot start: onnxruntime-node has no such device on this platform',
        remedy: expect.any(String) as string,
      },
      'onnx:coreml': {
        message: 'onnx:coreml cannot start: onnxruntime-node has no such device on this platform',
        remedy: expect.any(String) as string,
      },
    });
  });

  it.skipIf(missing !== undefined)(`compute in the worker (${missing ?? 'here'})`, async () => {
    const environment = hasGpu() ? {} : softwareGpuEnvironment;
    const result = await bundle.run('webgpu-in-worker', { environment });
    expect(result).toEqual({ adapter: expect.any(Object) as object, equal: true });
  });

  it('say that the package is not installed', async () => {
    expect(await outside.run('cpu')).toEqual({
      message: 'onnxruntime-node is not installed',
      remedy: 'ONNXRUNTIME_NODE_INSTALL=skip npm i onnxruntime-node',
    });
  });

  it('say that the native part of the package is missing, or broken', async () => {
    const modules = join(outside.folder, 'node_modules');
    const ours = join(import.meta.dirname, '../../node_modules');
    for (const name of ['onnxruntime-node/package.json', 'onnxruntime-node/dist', 'onnxruntime-common']) {
      await cp(join(ours, name), join(modules, name), { recursive: true });
    }
    const remedy = 'ONNXRUNTIME_NODE_INSTALL=skip npm i onnxruntime-node';
    const message = expect.stringMatching(/^onnxruntime-node does not load: Cannot find module/) as string;
    expect(await outside.run('cpu')).toEqual({ message, remedy });
    const binding = join(modules, 'onnxruntime-node/bin/napi-v6', process.platform, process.arch);
    await mkdir(binding, { recursive: true });
    await writeFile(join(binding, 'onnxruntime_binding.node'), '');
    const broken = expect.stringMatching(/^onnxruntime-node does not load: .*onnxruntime_binding/) as string;
    expect(await outside.run('cpu')).toEqual({ message: broken, remedy });
    await rm(modules, { recursive: true });
  });

  it('say that memory does not suffice, refuse what would follow, and let another training begin', async () => {
    expect(await bundle.run('out-of-memory')).toEqual({
      first: {
        message: 'there is not enough memory to train on a batch of 1',
        remedy: 'a smaller batch, or smaller maps, need less',
      },
      second: {
        message: 'the training has ended: there is not enough memory to train on a batch of 1',
        remedy: 'a smaller batch, or smaller maps, need less',
      },
      read: {
        message: 'the training has ended: there is not enough memory to train on a batch of 1',
        remedy: 'a smaller batch, or smaller maps, need less',
      },
      next: true,
    });
  });
});
