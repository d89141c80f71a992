// `cnnc augment`: the sheet holds the samples as they are and as epochs see them, whichever it begins with.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { chosenSamples } from '../../cli/augment/chosen-samples.js';
import { datasetInMemory } from '../../runtime/data/dataset.js';
import { writeQuarters } from './digits.js';
import { trainableModel } from './models.js';
import { cnnc, folderWith } from './run-cnnc.js';

const settings = 'augment flip horizontal vertical';

async function folderFor(line: string): Promise<string> {
  const model = trainableModel.replace('train {', `train {\n  ${line}`);
  const folder = await folderWith({ 'small.cnn': model });
  await writeQuarters(join(folder, 'data'));
  return folder;
}

/** Whether the middle of each quarter is bright, of the picture in this cell of the sheet. */
async function quartersOf(file: string, row: number, column: number): Promise<string> {
  const { data, info } = await sharp(file).greyscale().raw().toBuffer({ resolveWithObject: true });
  // Pictures of 8x8 become 112x112, 6 pixels apart, the original another 6 from the others.
  const [left, top] = [20 + column * 118 + (column > 0 ? 6 : 0), 31 + row * 118];
  const brightAt = (y: number, x: number) => data[(top + y) * info.width + left + x] > 128;
  const quarters = [28, 84].flatMap((y) => [28, 84].map((x) => (brightAt(y, x) ? '#' : '.')));
  return quarters.join('');
}

describe('a contact sheet', () => {
  it('has a sample a row: as it is, then epoch after epoch', async () => {
    const folder = await folderFor(settings);
    const words = ['augment', 'small.cnn', '--samples', '4', '--variants', '5'];
    const { status, stdout, stderr } = await cnnc(words, { cwd: folder });
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'Small-augment.png\n' });
    expect(stderr).toBe('4 samples, 5 epochs of each, seed 3:\n');
    const file = join(folder, 'Small-augment.png');
    const cells = async (row: number, columns: readonly number[]) =>
      Promise.all(columns.map((column) => quartersOf(file, row, column)));
    const originals = await Promise.all([0, 1, 2, 3].map((row) => quartersOf(file, row, 0)));
    expect(originals).toEqual(['#...', '.#..', '..#.', '...#']);
    // Mirrored, the one bright quarter is another one.
    const seen = await cells(0, [1, 2, 3, 4, 5]);
    for (const picture of seen) expect(picture.replaceAll('.', '')).toBe('#');
    expect(new Set(seen).size).toBeGreaterThan(1);
    // A sheet that starts with epoch 3 goes on as this one does, and may be written over.
    const again = [...words.slice(0, 4), '--variants', '3', '--epoch', '3', '-o', 'Small-augment.png'];
    expect(await cnnc(again, { cwd: folder })).toMatchObject({ status: 0 });
    expect(await cells(0, [1, 2, 3])).toEqual(seen.slice(2));
  });
});

describe('what is refused', () => {
  it('a model that changes nothing', async () => {
    const { status, stdout, stderr } = await cnnc(['augment', 'small.cnn'], {
      cwd: await folderFor('# nothing'),
    });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(
      'error: the train block of small.cnn has no `augment` line: its pictures are shown to the network as they are\n' +
        '  help: write one, such as `augment rotate 10, shift 10%, zoom 10%`\n',
    );
  });

  it('to write over what is not a sheet', async () => {
    const folder = await folderFor(settings);
    await writeFile(join(folder, 'mine.png'), 'a picture of mine');
    const { status, stderr } = await cnnc(['augment', 'small.cnn', '-o', 'mine.png'], { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toContain('mine.png is there already, and cnnc did not write it');
    expect(await readFile(join(folder, 'mine.png'), 'utf8')).toBe('a picture of mine');
  });
});

it('shows the first sample of each class, then the second', () => {
  const labels = [3, 3, 1, 0, 1, 3];
  const data = datasetInMemory({ name: 'six', values: new Uint8Array(6), labels, shape: [1, 1, 1] });
  expect(Array.from(chosenSamples(data, 5))).toEqual([3, 2, 0, 4, 1]);
  expect(Array.from(chosenSamples(data, 50))).toEqual([3, 2, 0, 4, 1, 5]);
  expect(Array.from(chosenSamples(data, 2))).toEqual([3, 2]);
});
