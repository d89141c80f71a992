// `cnnc doctor`, where engines work and where they are missing, broken, hang or crash.

import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { harm, Installation } from './engine-fixtures.js';
import { cnnc, type Outcome } from './run-cnnc.js';

const onnx = ['doctor', '--engine', 'onnx:cpu'];

function engineIn({ stdout }: Outcome, name = 'onnx:cpu') {
  return JSON.parse(stdout).engines.find((engine: { name: string }) => engine.name === name);
}

describe('where engines work', () => {
  it('shows them in a table, with their speed', async () => {
    const colored = await cnnc([...onnx, '--engine', 'reference', '--color']);
    expect(colored).toMatchObject({ status: 0, stderr: '' });
    expect(colored.stdout).toContain('\u001b[1;32mworks\u001b[0m');
    const stdout = stripVTControlCharacters(colored.stdout);
    expect(stdout).toMatch(/^cnnc \d+\.\d+\.\d+, Node 2\d\.\d+\.\d+, \w+ \w+\n/);
    expect(stdout).toContain('onnxruntime-node 1.');
    expect(stdout).toMatch(/^Engine +Computes on +Here +Predict +×CPU +Train +×CPU$/m);
    expect(stdout).toMatch(/^onnx:cpu +CPU +works +[\d.]+ ms +[\d.]+ ms$/m);
    expect(stdout).toMatch(/^reference +CPU.* +works +[\d.]+ m?s +×[\d.]+ +[\d.]+ m?s +×[\d.]+$/m);
    expect(stdout).toContain('--engine auto takes onnx:cpu.\n');
  });

  it('tells other tools', async () => {
    const outcome = await cnnc([...onnx, '--json']);
    expect(outcome).toMatchObject({ status: 0, stderr: '' });
    const report = JSON.parse(outcome.stdout);
    expect(Object.keys(report)).toEqual(['version', 'machine', 'packages', 'auto', 'engines']);
    expect(report).toMatchObject({
      version: 1,
      machine: { node: process.versions.node, platform: process.platform },
      packages: { 'onnxruntime-node': expect.stringMatching(/^1\./) },
      auto: { train: 'onnx:cpu', predict: 'onnx:cpu' },
    });
    const figure = { rounds: expect.any(Number), median: expect.any(Number) };
    expect(engineIn(outcome)).toMatchObject({
      device: 'CPU',
      trains: true,
      state: 'works',
      reason: null,
      remedy: null,
      prediction: figure,
      step: figure,
    });
  });
});

describe('where an engine', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await Installation.create();
  });
  beforeEach(() => installation.empty());
  afterAll(() => installation.remove());

  it('is not installed, says how to get it', async () => {
    const { status, stdout, stderr } = await installation.run(onnx);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toMatch(/^onnx:cpu +CPU +not installed$/m);
    expect(stdout).toContain(
      'onnx:cpu: onnxruntime-node is not installed\n  help: ONNXRUNTIME_NODE_INSTALL=skip npm i onnxruntime-node\n',
    );
  });

  it('has lost its native part, says so', async () => {
    await installation.addOnnxWithoutBinding();
    const outcome = await installation.run([...onnx, '--json']);
    expect(outcome.status).toBe(1);
    expect(engineIn(outcome)).toMatchObject({
      state: 'does-not-work',
      reason: expect.stringContaining('onnxruntime_binding.node'),
      remedy: 'ONNXRUNTIME_NODE_INSTALL=skip npm i onnxruntime-node',
      prediction: null,
    });
  });

  it('takes its process down, lives on', async () => {
    await installation.addScript('onnxruntime-node', harm.crashes);
    const { status, stdout } = await installation.run([...onnx, '--engine', 'reference']);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^onnx:cpu +CPU +crashes$/m);
    expect(stdout).toMatch(
      /^onnx:cpu: it took its process down \(SIGSEGV\) while computing the first numbers: driver: fatal: out of luck$/m,
    );
    expect(stdout).toMatch(/^reference .* works /m);
    expect(stdout).not.toContain('\u001b');
  });

  it('hangs, stops it', async () => {
    await installation.addScript('onnxruntime-node', harm.hangs);
    const { status, stdout } = await installation.run([...onnx, '--limit', '2']);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^onnx:cpu +CPU +too slow$/m);
    expect(stdout).toMatch(/^onnx:cpu: it was stopped after 2 s while computing the first numbers$/m);
  });

  it('throws, passes on why', async () => {
    await installation.addScript('onnxruntime-node', harm.throws);
    const outcome = await installation.run([...onnx, '--json']);
    expect(engineIn(outcome)).toMatchObject({
      state: 'does-not-work',
      reason: expect.stringContaining('libdriver.so: cannot open shared object file'),
    });
  });
});
