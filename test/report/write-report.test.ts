// report.html of a real run: trained, looked at and written.

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { compile } from '../../compiler/index.js';
import { train, writeReport, type ReportParts } from '../../runtime/index.js';
import { referenceEngine } from '../../runtime/reference/index.js';
import { stripes } from '../runtime/tiny-networks.js';
import { temporaryFolder } from '../runtime/temporary-folder.js';

const within = temporaryFolder();
const source = 'input 4x4x1\nconv 2 3x3 same relu\npool max 2\nflatten\ndense 3 softmax\n';
const finished = new Date('2026-01-02T03:04:05Z');

async function trained(validate: number): Promise<ReportParts> {
  const { model, graph, training: written } = compile(source, { file: 'small.cnn' });
  if (graph === undefined) throw new Error('the model has mistakes');
  const training = { ...written, epochs: 2, batch: 8, validate };
  const given = { model, graph, training, engine: referenceEngine, data: stripes(40) };
  const { epochs } = await train({ ...given, source, runFolder: within() });
  return { ...given, epochs, finished };
}

it('shows what the kept weights do on what is held out', async () => {
  const parts = await trained(0.5);
  expect(await writeReport(within(), parts)).toBe(within('report.html'));
  const page = await readFile(within('report.html'), 'utf8');
  expect(page).toContain('Of all 20 held-out samples.');
  const wrong = Number(/Validation accuracy<[^]*?<dd>\s*([\d.]+) %/.exec(page)?.[1]);
  const mistakes = [...page.matchAll(/taken for \d"/g)].length;
  expect(mistakes).toBe(Math.round(20 * (1 - wrong / 100)));
  // Each mistake, the kernels, the picture, and the maps of conv1 and pool1.
  expect([...page.matchAll(/<img/g)]).toHaveLength(mistakes + 4);
  expect((await readdir(within())).filter((name) => name.includes('tmp'))).toEqual([]);
});

it('says so where nothing is held out, and where nothing was kept', async () => {
  const parts = await trained(0);
  await writeReport(within(), parts);
  expect(await readFile(within('report.html'), 'utf8')).toContain('since none are held out');
  await mkdir(within('new'));
  await writeReport(within('new'), { ...parts, epochs: [] });
  expect(await readFile(within('new', 'report.html'), 'utf8')).toContain('No weights were kept yet');
});

it('leaves an earlier page as it is where the weights cannot be read', async () => {
  const parts = await trained(0);
  await writeFile(within('report.html'), 'before');
  await writeFile(within('weights.safetensors'), 'damaged');
  await expect(writeReport(within(), parts)).rejects.toMatchObject({ name: 'WeightsError' });
  expect(await readFile(within('report.html'), 'utf8')).toBe('before');
});
