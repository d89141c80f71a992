// `node scripts/large-folder.mjs [--pictures N] [--limit MIB] [--side N]`: trains one epoch on a folder of generated
// pictures whose decoded pixels are more than the memory that the program may use, and says how much it took.
// The limit is a control group's where this user may make one; else it is only measured. `npm run build` comes first.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import sharp from 'sharp';

const { values } = parseArgs({
  options: {
    pictures: { type: 'string', default: '20000' },
    limit: { type: 'string', default: '1024' },
    side: { type: 'string', default: '160' },
  },
});
const [pictures, limit, side] = [values.pictures, values.limit, values.side].map(Number);
const classes = 4;
const program = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
const folder = join(tmpdir(), `cnnc-large-${process.pid}`);

const model = `input ${side}x${side}x3
conv 8 3x3 stride 2 relu; pool max 2
conv 16 3x3 relu; pool max 2
pool avg global
dense ${classes} softmax

train {
  data images "pictures/" crop
  batch 64
  augment rotate 10, flip horizontal
  validate 5%
}
`;

/** A plain colour that says the class, with a little noise, as JPEG. */
async function makePicture(number) {
  const colour = number % classes;
  const background = { r: 60 * colour, g: 200 - 40 * colour, b: number % 256 };
  const noise = { type: 'gaussian', mean: 128, sigma: 20 };
  const create = { width: side + 20, height: side, channels: 3, background, noise };
  await sharp({ create })
    .jpeg()
    .toFile(join(folder, 'pictures', `class${colour}`, `${number}.jpg`));
}

async function makeFolder() {
  for (let one = 0; one < classes; one++) {
    await mkdir(join(folder, 'pictures', `class${one}`), { recursive: true });
  }
  for (let next = 0; next < pictures; next += 64) {
    const count = Math.min(64, pictures - next);
    await Promise.all(Array.from({ length: count }, (_, at) => makePicture(next + at)));
  }
  await writeFile(join(folder, 'model.cnn'), model);
}

/** A control group with the limit, of either version; undefined where there is none to be had. */
async function openGroup() {
  const root = '/sys/fs/cgroup';
  const old = existsSync(`${root}/memory`);
  const group = `${old ? `${root}/memory` : root}/cnnc-large-${process.pid}`;
  try {
    await mkdir(group);
    await writeFile(`${group}/${old ? 'memory.limit_in_bytes' : 'memory.max'}`, `${limit * 2 ** 20}`);
    return group;
  } catch {
    return undefined;
  }
}

/** Peak of a process' resident memory in MiB, as Linux tells it; it goes on rising until the process ends. */
async function peakOf(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

async function train(group) {
  const words = [program, 'train', join(folder, 'model.cnn'), '--out', join(folder, 'run')];
  // The shell joins the group, and the program, which takes its place, is in it from the start.
  const joined = group === undefined ? '' : `echo $$ > ${group}/cgroup.procs && `;
  const child = spawn('sh', ['-c', `${joined}exec "$@"`, 'sh', process.execPath, ...words], {
    stdio: 'inherit',
  });
  let peak = 0;
  const watch = setInterval(async () => (peak = Math.max(peak, await peakOf(child.pid))), 200);
  const [status] = await once(child, 'exit');
  clearInterval(watch);
  return { peak, status };
}

const group = await openGroup();
try {
  await makeFolder();
  const decoded = Math.round((pictures * side * side * 3) / 2 ** 20);
  console.log(
    `${pictures} pictures, ${decoded} MiB decoded; at most ${limit} MiB, ${group ? 'held by a control group' : 'measured'}`,
  );
  const { peak, status } = await train(group);
  console.log(`ended with status ${status}; at most ${Math.round(peak)} MiB in memory`);
  if (status !== 0 || peak > limit) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
  if (group !== undefined) await rmdir(group).catch(() => undefined);
}
