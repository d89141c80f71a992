// `--engine` as commands take it: what `auto` passes over, and refusals.

import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeQuarters } from './digits.js';
import { harm, Installation } from './engine-fixtures.js';
import { trainableModel } from './models.js';
import { cnnc, folderWith } from './run-cnnc.js';

let folder: string;
const train = ['train', 'small.cnn', '--epochs', '1', '--out', 'run'];

beforeEach(async () => {
  folder = await folderWith({ 'small.cnn': trainableModel });
  await writeQuarters(join(folder, 'data'), 32);
});

describe('--engine auto', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await Installation.create();
  });
  beforeEach(() => installation.empty());
  afterAll(() => installation.remove());

  it('takes the next where the best has lost its native part, and says so', async () => {
    await installation.addOnnxWithoutBinding();
    for (const name of ['core', 'backend-cpu']) await installation.addReal(`@tensorflow/tfjs-${name}`);
    const { status, stderr } = await installation.run(train, { cwd: folder });
    expect(stderr).toContain(
      'onnx:cpu does not start (cnnc doctor says more): onnxruntime-node is installed without its native part\n' +
        'Computing with tfjs:cpu.\n',
    );
    expect(status).toBe(0);
  });

  it('says what the engine that comes with cnnc lacks, where there is no other', async () => {
    await installation.addOnnxWithoutBinding();
    expect(await installation.run(train, { cwd: folder })).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'error: onnxruntime-node is installed without its native part\n' +
        '  help: ONNXRUNTIME_NODE_INSTALL=skip npm i onnxruntime-node\n',
    });
  });

  it('tells an engine that fails as it starts', async () => {
    await installation.addScript('onnxruntime-node', harm.throws);
    const { status, stderr } = await installation.run([...train, '--engine', 'onnx:cpu'], { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toContain('libdriver.so: cannot open shared object file');
    expect(stderr).toContain('help: ');
  });
});

it('a GPU that is not there is an error, never another engine in its place', async () => {
  const { status, stdout, stderr } = await cnnc([...train, '--engine', 'onnx:cuda'], { cwd: folder });
  if (status === 0) return;
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^error: onnx:cuda .*\n {2}help: .*\n$/);
});

it('an engine that only predicts does not train', async () => {
  const { status, stderr } = await cnnc([...train, '--engine', 'onnx:coreml'], { cwd: folder });
  expect(status).toBe(2);
  expect(stderr).toMatch(/^error: onnx:coreml only predicts: it cannot train\n {2}help: .*onnx:cpu/);
});

it('a run that goes on with another engine says so', async () => {
  const quiet = [...train, '--engine', 'onnx:cpu'];
  expect((await cnnc(quiet, { cwd: folder })).stderr).not.toContain('goes on with');
  const resume = ['train', 'small.cnn', '--epochs', '2', '--resume', 'run', '--engine', 'reference'];
  const { status, stderr } = await cnnc(resume, { cwd: folder });
  expect(status).toBe(0);
  expect(stderr).toMatch(
    /^The run was computed by onnx:cpu on \d+ threads? and goes on with reference: its numbers will round differently\.$/m,
  );
});
