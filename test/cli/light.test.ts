// A light install, `npm i --omit=optional`, or a damaged one: checking works, and what needs an engine says
// how to get one before it begins.

import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cnnc, root, type Outcome } from './run-cnnc.js';

const model = join(root, 'examples/lenet-5.cnn');
let folder: string;

/** The program where no package of its own is in reach. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cnnc-light-'));
  await cp(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const light = (words: readonly string[]): Promise<Outcome> =>
  cnnc(words, { copy: join(folder, 'dist/cli.cjs'), cwd: folder });

it('checks', async () => {
  expect(await light(['check', model])).toMatchObject({ status: 0 });
});

it('tells what training lacks, and begins nothing', async () => {
  const { status, stdout, stderr } = await light(['train', model, '--out', 'run']);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toBe(
    'error: onnxruntime-node is not installed\n  help: ONNXRUNTIME_NODE_INSTALL=skip npm i onnxruntime-node\n',
  );
});

it('checks without the compiled form of its script, and with one that Node refuses', async () => {
  const compiled = join(folder, 'dist/check.cjs.cache');
  await writeFile(compiled, 'not what V8 wrote');
  expect(await light(['check', model])).toMatchObject({ status: 0 });
  await rm(compiled);
  expect(await light(['check', model])).toMatchObject({ status: 0 });
});
