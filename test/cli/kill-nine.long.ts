// Trainings that are killed at a few random moments; `npm run check:kill` does so at more of them.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './run-cnnc.js';

it('go on to the weights of one that was left alone', { timeout: 180_000 }, () => {
  const script = join(root, 'scripts', 'kill-nine.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--times', '3', '--seed', '5'], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(stdout.match(/the same weights/g)).toHaveLength(3);
  expect(status).toBe(0);
});
