// Measures how many pictures a second one thread augments: the engine must not wait for them.

import { unchanged } from '../compiler/check/training/settings/augment-words.js';
import type { Augmentation } from '../compiler/training-options.js';
import { sizeOf, type Shape } from '../compiler/graph/value.js';
import { Augmenter } from '../runtime/data/augment/augmenter.js';
import { Random } from '../runtime/random.js';
import { interleave, type Measured } from './interleave.js';

const rounds = 15;

const moving: Augmentation = {
  ...unchanged,
  rotate: 10,
  shift: { height: 0.1, width: 0.1 },
  zoom: 0.1,
  shear: 5,
  flip: { horizontal: true, vertical: false },
};
const settings: Readonly<Record<string, Augmentation>> = {
  copy: unchanged,
  moved: moving,
  'moved, wrap': { ...moving, fill: 'wrap' },
  'moved, tones': { ...moving, brightness: 0.2, contrast: 0.2 },
  everything: { ...moving, brightness: 0.2, contrast: 0.2, cutout: 0.25, noise: 0.05 },
};

/** Some pictures, augmented one after another; what they become is not looked at. */
function work(shape: Shape, augmentation: Augmentation, count: number): () => Promise<void> {
  const size = sizeOf(shape);
  const random = new Random(1, 'pictures');
  const pictures = Uint8Array.from({ length: 64 * size }, () => random.next() & 255);
  const into = new Float32Array(64 * size);
  const augmenter = new Augmenter({ settings: augmentation, shape, seed: 1 });
  return async () => {
    for (let sample = 0; sample < count; sample++) {
      const at = (sample % 64) * size;
      augmenter.augment(pictures, at, 0, sample, into, at);
    }
  };
}

function perSecond({ times, median }: Measured, count: number): string {
  const rate = (milliseconds: number): string =>
    Math.round((1000 * count) / milliseconds).toLocaleString('en-US');
  return `${rate(median).padStart(9)} (best ${rate(times[0])})`;
}

for (const { shape, count } of [
  { shape: [28, 28, 1], count: 2048 },
  { shape: [128, 128, 3], count: 64 },
]) {
  const runs = Object.entries(settings).map(([name, each]) => [name, work(shape, each, count)] as const);
  const measured = await interleave(Object.fromEntries(runs), rounds);
  console.log(`${shape.join('x')}, pictures a second on one thread:`);
  for (const [name, each] of Object.entries(measured)) {
    console.log(`  ${name.padEnd(14)} ${perSecond(each, count)}`);
  }
}
