// The digits that come with the project: all there, stratified, and the pictures among them.

import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../runtime/data/dataset.js';
import { openIdx } from '../../runtime/data/idx.js';
import { readImage } from '../../runtime/data/images.js';
import { valuesOf } from './values-of.js';

const folder = fileURLToPath(new URL('../../examples/mnist/', import.meta.url));
const [train, test] = await Promise.all([
  openIdx(`${folder}data`, 'train'),
  openIdx(`${folder}data`, 'test'),
]);

function imagesOf(data: Dataset): string[] {
  return Array.from({ length: data.count }, (_, i) =>
    Buffer.from(valuesOf(data).subarray(i * 784, (i + 1) * 784)).toString('latin1'),
  );
}

function countOf({ labels }: Dataset, label: number): number {
  return labels.filter((other) => other === label).length;
}

describe('examples/mnist', () => {
  it('has 8,000 digits to train on and 2,000 held out, none twice', () => {
    expect(train).toMatchObject({ count: 8000, shape: [28, 28, 1] });
    expect(test).toMatchObject({ count: 2000, shape: [28, 28, 1] });
    expect(new Set([...imagesOf(train), ...imagesOf(test)]).size).toBe(10_000);
  });

  it('holds out a fifth of every digit', () => {
    for (let label = 0; label < 10; label++) {
      const [kept, held] = [countOf(train, label), countOf(test, label)];
      expect(Math.abs(held - (kept + held) / 5)).toBeLessThanOrEqual(1);
    }
  });

  it('shows held-out digits as pictures named after their label', async () => {
    const files = await readdir(`${folder}digits`);
    expect(files.length).toBe(6);
    const held = imagesOf(test);
    for (const file of files) {
      const { data } = await readImage(`${folder}digits/${file}`, [28, 28, 1]);
      const bytes = Buffer.from(data.map((value) => Math.round(value * 255))).toString('latin1');
      expect(test.labels[held.indexOf(bytes)]).toBe(Number(basename(file, '.png')));
    }
  });
});
