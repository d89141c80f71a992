// Makes a folder of pictures, a folder a class, from two npm packages with drawings of the same emoji:
//
//   npm install --prefix emoji-packages --ignore-scripts emoji-datasource-google@16.0.0 emoji-datasource-twitter@16.0.0
//   node scripts/make-emoji.mjs emoji-packages/node_modules [FOLDER]
//
// writes FOLDER/train and FOLDER/test with the groups of Unicode as classes. Both drawings of an emoji stand
// on the same side, so that what is held out was never seen in another style. Google's drawings stay PNG,
// Twitter's become JPEG on white. FOLDER is examples/emoji/pictures unless given.

import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { xoroshiro128plus } from 'pure-rand';
import sharp from 'sharp';

const seed = 16;
const shareHeldOut = 0.2;
const makers = ['google', 'twitter'];

/** `Smileys & Emotion` as the name of a folder. */
function folderOf(group) {
  return group.toLowerCase().replaceAll(/[^a-z]+/g, '-');
}

/** Those that both makers have drawn. Skin tones are left out: they would be near copies of each other. */
async function readEmoji(packages) {
  const file = join(packages, 'emoji-datasource-google', 'emoji.json');
  const all = JSON.parse(await readFile(file, 'utf8'));
  return all
    .filter((emoji) => makers.every((maker) => emoji[`has_img_${maker}`]) && emoji.category !== 'Component')
    .map(({ image, category }) => ({ image, group: folderOf(category) }))
    .sort((first, second) => (first.image < second.image ? -1 : 1));
}

/** `train` or `test`: a share of each class, drawn under a seed. */
function split(emoji) {
  const random = xoroshiro128plus(seed);
  return emoji.map((one) => ({
    ...one,
    part: (random.unsafeNext() >>> 0) / 2 ** 32 < shareHeldOut ? 'test' : 'train',
  }));
}

async function write(packages, folder, { image, group, part }) {
  const [png, drawn] = makers.map((maker) =>
    join(packages, `emoji-datasource-${maker}`, 'img', maker, '64', image),
  );
  const to = join(folder, part, group, image.replace(/\.png$/, ''));
  await copyFile(png, `${to}-google.png`);
  await sharp(drawn).flatten({ background: 'white' }).jpeg({ quality: 90 }).toFile(`${to}-twitter.jpg`);
}

const [packages, folder = 'examples/emoji/pictures'] = process.argv.slice(2);
if (packages === undefined) {
  console.error('say where the packages are: node scripts/make-emoji.mjs emoji-packages/node_modules');
  process.exit(2);
}
const emoji = split(await readEmoji(packages));
const folders = new Set(emoji.map(({ part, group }) => join(folder, part, group)));
await Promise.all([...folders].map((path) => mkdir(path, { recursive: true })));
for (const one of emoji) await write(packages, folder, one);
for (const part of ['train', 'test']) {
  const counts = {};
  for (const { group } of emoji.filter((one) => one.part === part)) {
    counts[group] = (counts[group] ?? 0) + makers.length;
  }
  const listed = Object.entries(counts).map(([group, count]) => `${group} ${count}`);
  console.log(`${part}: ${listed.join(', ')}`);
}
