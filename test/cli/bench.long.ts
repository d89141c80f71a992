// `cnnc bench`: figures of a small model, and engines that do not give any.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { harm, Installation } from './engine-fixtures.js';
import { cnnc } from './run-cnnc.js';

/** 6x6x1, conv 2 3x3 (18 weights at 4x4 places), dense 10: 288 + 320 MACs. */
const tiny = 'model Tiny\ninput 6x6x1\nconv 2 3x3 relu\nflatten\ndense 10 softmax\n';

const spread = String.raw`[\d.]+ m?s \((?:[\d.]+–[\d.]+|once)\)`;

it('measures a model without data', async () => {
  const words = ['bench', '-', '--engine', 'onnx:cpu'];
  const { status, stdout, stderr } = await cnnc(words, { input: tiny });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^Tiny on .*cores?, .* of memory\n608 MACs a sample; a step of 64 is 196.6 kFLOP\n/);
  expect(stdout).toMatch(/^Engine +1 sample +32 samples +Step of 64 +(GFLOP\/s +)?Share +Memory$/m);
  expect(stdout).toMatch(
    new RegExp(`^onnx:cpu +${spread} +${spread} +${spread}( +[\\d.]+)? +[\\d.]+ % +[\\d.]+ MiB$`, 'm'),
  );
});

describe('where an engine gives no figures', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await Installation.create();
  });
  beforeEach(() => installation.empty());
  afterAll(() => installation.remove());

  it('measures the others, and tells other tools why', async () => {
    await installation.addScript('onnxruntime-node', harm.crashes);
    const words = ['bench', '-', '--engine', 'onnx:cpu', '--engine', 'reference', '--limit', '4', '--json'];
    const { status, stdout } = await installation.run(words, { input: `${tiny}train { batch 16 }\n` });
    expect(status).toBe(2);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ version: 1, model: 'Tiny', batch: 16 });
    const [crashed, slow] = report.engines;
    expect(crashed).toMatchObject({
      name: 'onnx:cpu',
      ending: 'crashed',
      reason: expect.stringContaining('SIGSEGV'),
      predictions: [],
      step: null,
    });
    // Its figures until it was stopped, in the midst of the large product, stay.
    const figure = { rounds: expect.any(Number), median: expect.any(Number) };
    expect(slow).toMatchObject({
      name: 'reference',
      ending: 'too-slow',
      predictions: [
        { batch: 1, ...figure },
        { batch: 32, ...figure },
      ],
      step: { batch: 16, ...figure },
      peakMemory: expect.any(Number),
    });
  });

  it('stops one that hangs, and says so beside the table', async () => {
    await installation.addScript('onnxruntime-node', harm.hangs);
    const { status, stdout } = await installation.run(['bench', '-', '--limit', '1'], { input: tiny });
    expect(status).toBe(2);
    expect(stdout).toMatch(/^onnx:cpu( +–){5} /m);
    expect(stdout).toMatch(/^onnx:cpu: it was stopped after 1 s while .*\n {2}help: .*--limit/m);
  });

  it('refuses at once to measure one that is named and not installed', async () => {
    const words = ['bench', '-', '--engine', 'reference', '--engine', 'onnx:cpu'];
    expect(await installation.run(words, { input: tiny })).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'error: onnxruntime-node is not installed\n  help: ONNXRUNTIME_NODE_INSTALL=skip npm i onnxruntime-node\n',
    });
  });

  it('has none at all, says where to look', async () => {
    const { status, stderr } = await installation.run(['bench', '-'], { input: tiny });
    expect(status).toBe(2);
    expect(stderr).toBe('error: no engine is installed\n  help: cnnc doctor says how to get one\n');
  });
});
