// docs/errors-compared.md quotes what is said: ours as the golden texts have it, threads as the heads of
// the reported texts quote them, TensorFlow.js as it speaks when it is run.

import * as tf from '@tensorflow/tfjs';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { reportedTexts } from './reported-text.js';

const page = readFileSync(fileURLToPath(new URL('../../docs/errors-compared.md', import.meta.url)), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => /^\| (?!who |---)/.test(line))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | *\|$/g, '').trim()));
const texts = reportedTexts();

describe.each(rows.filter(([who]) => who === 'cnnc'))('%s: %s', (_, says, where) => {
  it('is what the golden text says', () => {
    const path = /\(\.\.\/(.+)\)/.exec(where)?.[1] ?? '';
    expect(readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')).toContain(says);
  });
});

const threads = rows.flatMap(([, says, where]) => {
  const address = /\((https:.+)\)/.exec(where)?.[1];
  const heads = texts.filter(({ text }) => text.includes(`, ${address}\n`));
  return heads.length === 0 ? [] : [{ says: says.replace(/ \(a user\)$/, ''), heads }];
});

it.each(threads.filter(({ says }) => !says.startsWith('nothing')))(
  '$says is quoted as it was found',
  (row) => {
    expect(row.heads.some(({ text }) => text.includes(row.says))).toBe(true);
  },
);

const { layers } = tf;
const map = (...shape: number[]): tf.SymbolicTensor => tf.input({ shape });
const shapeOf = (value: unknown): string => JSON.stringify((value as tf.SymbolicTensor).shape);

function sequence(): void {
  tf.sequential().add(layers.conv2d({ filters: 1, kernelSize: 10, inputShape: [4, 4, 1] }));
}

it.each([
  { why: 'a kernel', shape: () => layers.conv2d({ filters: 1, kernelSize: 10 }).apply(map(4, 4, 1)) },
  { why: 'a pool', shape: () => layers.averagePooling2d({ poolSize: 7 }).apply(map(4, 4, 960)) },
  { why: 'a dense layer', shape: () => layers.dense({ units: 10 }).apply(map(7, 7, 1024)) },
  { why: 'a reshape', shape: () => layers.reshape({ targetShape: [50, 768] }).apply(map(50, 50, 64)) },
])('TensorFlow.js lets $why pass', ({ shape }) => {
  expect(page).toContain(`\`${shapeOf(shape())}\` `);
});

it.each([
  { why: 'a sequence', act: sequence },
  { why: 'a concat', act: () => layers.concatenate().apply([map(88, 88, 128), map(89, 89, 128)]) },
  { why: 'an add', act: () => layers.add().apply([map(48, 36, 512), map(48, 36, 256)]) },
  { why: 'a rank', act: () => layers.conv2d({ filters: 96, kernelSize: 4 }).apply(map(16, 448, 448, 3)) },
])('TensorFlow.js refuses $why in these words', ({ act }) => {
  const said = rows.filter(([who]) => who.startsWith('TensorFlow.js')).map(([, says]) => says);
  const message = messageOf(act);
  expect(said.filter((says) => message.includes(says))).toHaveLength(1);
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing';
}
