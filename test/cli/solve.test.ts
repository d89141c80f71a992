// `cnnc solve`: what it prints, what its JSON holds, and what it refuses.

import { describe, expect, it } from 'vitest';
import { cnnc, type Outcome } from './run-cnnc.js';

const solve = (line: string): Promise<Outcome> => cnnc(['solve', ...line.split(' ')]);

describe('cnnc solve', () => {
  it('shows its arithmetic', async () => {
    const lines = [
      '--size 224 --kernel 7 --stride 2 --output 112',
      '--size 224 --kernel 7 --stride 2 --padding 0',
      '--size 224 --kernel 7 --stride 2 --padding same --output 112',
      '--size 224 --kernel 7 --stride 2 --padding valid --output 112',
      '--size 224 --kernel 7 --stride 2 --output 100',
      '--size 224 --kernel 7 --padding 3 --output 112',
      '--size 224 --stride 2 --padding 3 --output 112',
      '--kernel 7 --stride 2 --padding 3 --output 112',
      '--size 28 --kernel 3 --stride 1 --padding 0 --output 24 --dilation any',
      '--size 4 --kernel 7 --stride 1 --padding 0',
      '--size 224 --kernel 7 --stride 2',
      '--size 56 --stride 2 --output 28',
      '--size 28x30 --kernel 5x3 --stride 2 --padding 1..2x0..1',
      '--size 9 --kernel 2 --stride 3 --padding valid',
    ];
    const outcomes = await Promise.all(lines.map(solve));
    const shown = outcomes.map(
      ({ status, stdout, stderr }, i) => `$ cnnc solve ${lines[i]}\n${stdout}${stderr}[${status}]\n`,
    );
    await expect(shown.join('\n')).toMatchFileSnapshot('../golden/cli/solve.txt');
  });

  it('prints JSON', async () => {
    const { status, stdout } = await solve('--size 28x20 --kernel 3 --stride 2 --output 14x10 --json');
    expect(status).toBe(0);
    const { version, axes } = JSON.parse(stdout);
    expect(version).toBe(1);
    expect(axes).toHaveLength(2);
    expect(axes[0]).toMatchObject({ unknown: ['padding'], values: { least: 1, most: 2 }, nearest: [] });
    expect(axes[0].windows[0]).toEqual({
      size: 28,
      kernel: 3,
      stride: 2,
      dilation: 1,
      padding: { before: 0, after: 1 },
      same: true,
      output: 14,
      unseen: 0,
    });
  });

  it('exits with 1 and the nearest sizes where nothing works', async () => {
    const { status, stdout } = await solve('--size 28 --kernel 5 --stride 2 --output 9 --json');
    expect(status).toBe(1);
    const [{ values, windows, nearest }] = JSON.parse(stdout).axes;
    expect({ values, windows }).toEqual({ values: null, windows: [] });
    expect(nearest[0]).toMatchObject({ changed: 'output', output: 12, padding: { before: 0, after: 0 } });
  });

  it.each([
    ['--size 0', 'whole number from 1 to 10,000,000'],
    ['--size -3', 'whole number from 1'],
    ['--kernel NaN', 'whole number from 1'],
    ['--stride 1.5', 'whole number from 1'],
    ['--output 1152921504606846976', 'whole number from 1'],
    ['--size 4x4x4x4', 'up to three axes'],
    ['--size x', 'such as 224x224'],
    ['--padding -1', 'same, valid'],
    ['--padding 1..2..3', '2..3 for before and after'],
    ['--padding same..1', 'same, valid'],
    ['--size 224x224x3 --kernel 7x7 --stride 2', 'channels are no axis'],
    ['--size 224', 'kernel, stride, padding and output are all open'],
    ['--dilation any --size 224 --kernel 7 --stride 2', 'dilation, padding and output are all open'],
    ['--size 224 --kernal 7', 'Did you mean --kernel?'],
    ['model.cnn', 'too many arguments'],
  ])('%s is refused', async (line, reason) => {
    const { status, stdout, stderr } = await solve(line);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(reason);
  });

  it('stays exact at the largest numbers that it takes', async () => {
    const { status, stdout } = await solve(
      '--size 10000000 --kernel 10000000 --stride 10000000 --dilation 10000000 --output 10000000 --json',
    );
    expect(status).toBe(0);
    expect(JSON.parse(stdout).axes[0].values).toEqual({ least: 199999970000001, most: 199999980000000 });
  });
});
