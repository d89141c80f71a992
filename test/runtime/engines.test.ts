// Which engine a name opens, and what is said where it opens none.

import { expect, it } from 'vitest';
import { installedVersion } from '../../runtime/installed-package.js';
import { engineNames, EngineError, openEngine } from '../../runtime/index.js';

async function refusal(
  name: string,
  training = false,
): Promise<{ message: string; remedy: string | undefined }> {
  const error: unknown = await openEngine(name, { training }).catch((thrown: unknown) => thrown);
  if (!(error instanceof EngineError)) throw new Error(`${name} opened`);
  const { message, remedy } = error;
  return { message, remedy };
}

it('knows these names', () => {
  expect(engineNames).toEqual([
    ...['auto', 'onnx', 'tfjs'],
    ...['onnx:cpu', 'onnx:webgpu', 'onnx:cuda', 'onnx:dml', 'onnx:coreml'],
    ...['tfjs:node-gpu', 'tfjs:node', 'tfjs:webgpu', 'tfjs:wasm', 'tfjs:cpu'],
    'reference',
  ]);
});

it('refuses another name', async () => {
  expect(await refusal('abacus')).toEqual({
    message: 'there is no engine "abacus"',
    remedy: `choose one of ${engineNames.join(', ')}`,
  });
});

it('opens onnx:cpu where only ONNX Runtime is named', async () => {
  expect((await openEngine('onnx')).name).toBe('onnx:cpu');
});

it.each([
  ['onnx:dml', 'win32', 'onnx:dml is for Windows'],
  ['onnx:coreml', 'darwin', 'onnx:coreml is for macOS'],
])('says for which platform %s is', async (name, platform, message) => {
  if (process.platform === platform) return;
  expect((await refusal(name)).message).toBe(message);
});

it('says what is not installed, and how to get it', async () => {
  const name = '@tensorflow/tfjs-node-gpu';
  if (installedVersion(name) !== undefined) return;
  expect(await refusal('tfjs:node-gpu')).toEqual({
    message: `${name} is not installed`,
    remedy: `npm i ${name}@4.22.0`,
  });
});

it('does not train with what only predicts', async () => {
  expect(await refusal('onnx:coreml', true)).toEqual({
    message: 'onnx:coreml only predicts: it cannot train',
    remedy: 'train with another, such as onnx:cpu; what it writes serves this one too',
  });
});
