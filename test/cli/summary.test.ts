// `cnnc summary` of a real text: table, JSON, and what is left of it after a mistake.

import { describe, expect, it } from 'vitest';
import { cnnc } from './run-cnnc.js';
import { goodModel, wrongModel } from './models.js';

describe('cnnc summary', () => {
  it('prints a table', async () => {
    const { status, stdout, stderr } = await cnnc(['summary', '-'], { input: goodModel });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot('../golden/cli/good.summary');
  });

  it('prints JSON with counts that hold', async () => {
    const { status, stdout } = await cnnc(['summary', '-', '--json'], { input: goodModel });
    expect(status).toBe(0);
    const summary = JSON.parse(stdout);
    const convolution = 3 * 3 * 4 + 4;
    const dense = 4 * 4 * 4 * 4 + 4;
    expect(summary).toMatchObject({
      version: 1,
      model: 'Small',
      inputs: [{ shape: [8, 8, 1] }],
      outputs: [{ shape: [4] }],
      parameters: convolution + dense,
      trainable: convolution + dense,
      macs: 8 * 8 * 3 * 3 * 4 + 64 * 4,
      activationBytes: 4 * (64 + 256 + 64 + 64 + 4),
    });
    expect(
      summary.layers.map(({ name, line }: { name: string; line: number }) => [name, line]),
    ).toContainEqual(['conv1', 4]);
  });

  it('shows what it could understand, and exits with 1', async () => {
    const { status, stdout, stderr } = await cnnc(['summary', '-'], { input: wrongModel });
    expect(status).toBe(1);
    expect(stdout).toContain('conv1');
    expect(stderr).toContain('9x9x4');
  });
});
