// Data of all kinds through the built program: trained on, measured, predicted; weights taken over; too little memory.

import { spawn } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { npyOf } from '../data/npy-bytes.js';
import { putFile, putPicture, type Colour } from '../data/picture-files.js';
import { picture, writeQuarters } from './digits.js';
import { trainableModel } from './models.js';
import { cnnc, finished, folderWith, program } from './run-cnnc.js';

const colours: Readonly<Record<string, Colour>> = { blue: [20, 30, 220], red: [220, 30, 20] };

const colourModel = `model Colours
input 6x6x3
conv 4 3x3 same relu
flatten
dense 2 softmax
train {
  data images "photos/" crop
  scale standardize
  augment flip horizontal, brightness 10%
  optimizer adam lr 0.01
  batch 8
  epochs 12
}
`;

/** Pictures of two colours in three formats and several sizes, and a broken one. */
async function colourFolder(): Promise<string> {
  const folder = await folderWith({ 'colours.cnn': colourModel });
  const formats = ['jpg', 'png', 'webp'];
  for (const [part, count] of [
    ['train', 24],
    ['test', 6],
  ] as const) {
    for (const [name, [r, g, b]] of Object.entries(colours)) {
      for (let i = 0; i < count; i++) {
        const file = join(folder, 'photos', part, name, `${i}.${formats[i % 3]}`);
        await putPicture(file, [r, g + 3 * i, b], 6 + (i % 4), 6 + (i % 3));
      }
    }
  }
  await putFile(join(folder, 'photos/train/red/broken.png'), 'no picture');
  return folder;
}

describe('a folder of pictures', () => {
  it('is trained on, measured by its test part, and predictions bear its names', async () => {
    const folder = await colourFolder();
    const run = (...words: string[]) => cnnc(words, { cwd: folder });
    const trained = await run('train', 'colours.cnn', '--out', 'run', '--tensorboard');
    expect(trained.stderr).toContain('1 of 49 pictures is broken and left out:\n');
    expect(trained.stderr).toContain('broken.png');
    expect(trained).toMatchObject({ status: 0, stdout: 'run/weights.safetensors\n' });
    const files = await readdir(join(folder, 'run'), { recursive: true });
    expect(files.filter((file) => file.includes('events.out.tfevents'))).not.toEqual([]);

    const weights = ['--weights', 'run/weights.safetensors'];
    const evaluated = await run('eval', 'colours.cnn', ...weights, '--json');
    expect(JSON.parse(evaluated.stdout)).toMatchObject({ samples: 12, metrics: { accuracy: 1 } });
    const pictures = ['photos/test/red/0.jpg', 'photos/test/blue/2.webp', 'photos/train/red/broken.png'];
    const predicted = await run('predict', 'colours.cnn', ...pictures, ...weights, '--json');
    expect(predicted.status).toBe(2);
    expect(predicted.stderr).toContain('broken.png');
    const labels = JSON.parse(predicted.stdout).results.map(
      ({ top }: { top: readonly { label: string }[] }) => top[0].label,
    );
    expect(labels).toEqual(['red', 'blue']);
  });

  it('is known for what it is where the model does not say', async () => {
    const folder = await colourFolder();
    await writeFile(join(folder, 'bare.cnn'), colourModel.replace(/ {2}data.*\n/, ''));
    const words = ['train', 'bare.cnn', '--data', 'photos', '--epochs', '1', '--out', 'run'];
    const { status, stderr } = await cnnc(words, { cwd: folder });
    expect(stderr).toContain('Taking photos as `data images`');
    expect(status).toBe(0);
  });
});

it('a table of pixels is trained on, and an array predicted', async () => {
  const folder = await folderWith({ 'small.cnn': trainableModel.replace('idx "data/"', 'csv "digits.csv"') });
  const row = (index: number): string => [index % 4, ...picture(index)].join(',');
  const head = ['label', ...Array.from({ length: 64 }, (_, at) => `pixel${at}`)].join(',');
  const rows = Array.from({ length: 128 }, (_, index) => row(index));
  await writeFile(join(folder, 'digits.csv'), `${[head, ...rows].join('\n')}\n`);
  const trained = await cnnc(['train', 'small.cnn', '--epochs', '8', '--out', 'run'], { cwd: folder });
  expect(trained).toMatchObject({ status: 0, stdout: 'run/weights.safetensors\n' });

  const samples = [...picture(2), ...picture(1)];
  await writeFile(join(folder, 'two.npy'), npyOf('|u1', [2, 8, 8, 1], samples));
  const words = ['predict', 'small.cnn', 'two.npy', '--weights', 'run/weights.safetensors'];
  const { status, stdout } = await cnnc([...words, '--top', '1', '--json'], { cwd: folder });
  expect(status).toBe(0);
  expect(JSON.parse(stdout).results).toMatchObject([
    { input: 'two.npy[0]', top: [{ class: 2 }] },
    { input: 'two.npy[1]', top: [{ class: 1 }] },
  ]);
});

describe('--init-from', () => {
  it('says what fits and what does not, and calibrates a batch normalisation that is new', async () => {
    const folder = await folderWith({
      'small.cnn': trainableModel,
      'other.cnn': trainableModel
        .replace('same relu -> 8x8x4', 'same -> 8x8x4\nbn\nrelu')
        .replace('classes = 4', 'classes = 5'),
    });
    await writeQuarters(join(folder, 'data'));
    const run = (...words: string[]) => cnnc(words, { cwd: folder });
    await run('train', 'small.cnn', '--epochs', '4', '--out', 'first');
    const words = ['--init-from', 'first/weights.safetensors', '--epochs', '1', '--out', 'second'];
    const { status, stderr } = await run('train', 'other.cnn', ...words);
    expect(stderr).toMatch(/bn1: a new batch normalisation .* calibrated on training samples/);
    expect(stderr).toContain('dense1: kernel is 64x4 there and 64x5 here');
    expect(status).toBe(0);
  });

  it('refuses a file that is not there, and keeps nothing', async () => {
    const folder = await folderWith({ 'small.cnn': trainableModel });
    await writeQuarters(join(folder, 'data'));
    const words = ['train', 'small.cnn', '--init-from', 'none.safetensors', '--out', 'run'];
    const { status, stderr } = await cnnc(words, { cwd: folder });
    expect(stderr).toContain('none.safetensors does not exist');
    expect(status).toBe(2);
    expect(await readdir(folder)).not.toContain('run');
  });
});

describe.skipIf(process.platform !== 'linux')('too little memory', () => {
  it('ends a training with a reason and a remedy, and what was saved stays', async () => {
    const text = trainableModel.replace('conv 4 3x3', 'conv maps 3x3').replace('-> 8x8x4', '-> 8x8');
    const folder = await folderWith({ 'small.cnn': `param maps = 4\n${text}` });
    await writeQuarters(join(folder, 'data'), 4096);
    await cnnc(['train', 'small.cnn', '--epochs', '1', '--out', 'kept'], { cwd: folder });
    // KiB of address space: enough for Node and a small network.
    const words = [process.execPath, program, 'train', 'small.cnn', '--set', 'maps=2000', '--batch', '4096'];
    const limited = ['-c', 'ulimit -v 3000000 && exec "$@"', 'sh', ...words, '--out', 'large'];
    const { status, stdout, stderr } = await finished(spawn('sh', limited, { cwd: folder }));
    expect(stderr).toContain('error: there is not enough memory to train on a batch of 4096\n');
    expect(stderr).toContain('  help: a smaller batch, or smaller maps, need less\n');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect((await readdir(folder)).sort()).toEqual(['data', 'kept', 'small.cnn']);
    const words2 = ['train', 'small.cnn', '--epochs', '2', '--resume', 'kept'];
    expect((await cnnc(words2, { cwd: folder })).status).toBe(0);
  });
});
