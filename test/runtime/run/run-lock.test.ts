// One training a folder: a second is refused, a lock that a killed process left is taken over.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { beforeEach, describe, expect, it } from 'vitest';
import { referenceEngine } from '../../../runtime/reference/index.js';
import { train, type TrainOptions } from '../../../runtime/train.js';
import { temporaryFolder } from '../temporary-folder.js';
import { stripes, tinyNetwork, tinyTraining } from '../tiny-networks.js';

const path = temporaryFolder();
const lock = () => path('run/training.lock');
beforeEach(() => mkdir(path('run')));

function options(): TrainOptions {
  const training = tinyTraining({ epochs: 1 });
  const data = stripes(8);
  return {
    graph: tinyNetwork(),
    training,
    engine: referenceEngine,
    data,
    source: '',
    runFolder: path('run'),
  };
}

async function lockedBy(process: number, host = hostname()): Promise<void> {
  await writeFile(lock(), JSON.stringify({ process, host }));
}

describe('a run folder', () => {
  it('is refused to a second training in this process, and free afterwards', async () => {
    let second: Promise<unknown> | undefined;
    const onProgress = (): void => {
      second ??= train(options()).catch((error: unknown) => error);
    };
    await train({ ...options(), onProgress });
    expect(await second).toMatchObject({
      name: 'TrainingError',
      message: `a training is writing into ${path('run')} already: process ${process.pid}`,
      remedy: `let it end, or train into another folder; delete ${lock()} where none is running`,
    });
    expect(existsSync(lock())).toBe(false);
  });

  it('is refused while another process trains into it, on this machine or another', async () => {
    await lockedBy(process.ppid);
    await expect(train(options())).rejects.toThrow(`already: process ${process.ppid}`);
    await lockedBy(1, 'far.away');
    await expect(train(options())).rejects.toThrow('already: process 1 on far.away');
    expect(await readdir(path('run'))).toEqual(['training.lock']);
  });

  it.each<[string, () => Promise<void>]>([
    ['of a process that has ended', () => lockedBy(spawnSync('true').pid)],
    ['of an earlier process of this number', () => lockedBy(process.pid)],
    [
      'of another machine, long silent',
      async () => {
        await lockedBy(1, 'far.away');
        await utimes(lock(), 0, 0);
      },
    ],
    [
      'that says nothing',
      async () => {
        await writeFile(lock(), '');
        await utimes(lock(), 0, 0);
      },
    ],
  ])('is taken over with a lock %s', async (_, leave) => {
    await leave();
    expect((await train(options())).interrupted).toBe(false);
    expect(existsSync(lock())).toBe(false);
  });

  it('loses what a killed process left half-written', async () => {
    await writeFile(path('run/.last.safetensors.4711-3.tmp'), 'half');
    await writeFile(path('run/last.previous.safetensors.tmp'), 'half');
    await train(options());
    expect((await readdir(path('run'))).filter((file) => file.endsWith('.tmp'))).toEqual([]);
  });
});
