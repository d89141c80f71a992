// The first samples of a data set in IDX files, as a data set of its own: enough for a few steps of training.
//
//   node .ci/first-samples.mjs FROM TO COUNT

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

const [from, to, count] = process.argv.slice(2);

/** An IDX file: two zeros, a type of one byte a number, the count of axes, a size an axis, the numbers. */
function first(bytes, wanted) {
  const axes = bytes[3];
  const sizes = Array.from({ length: axes }, (_, axis) => bytes.readUInt32BE(4 + 4 * axis));
  const kept = Math.min(wanted, sizes[0]);
  const sampleBytes = sizes.slice(1).reduce((product, size) => product * size, 1);
  const result = Buffer.from(bytes.subarray(0, 4 + 4 * axes + kept * sampleBytes));
  result.writeUInt32BE(kept, 4);
  return result;
}

await mkdir(to, { recursive: true });
for (const file of (await readdir(from)).filter((name) => name.endsWith('.gz'))) {
  const bytes = gunzipSync(await readFile(path.join(from, file)));
  await writeFile(path.join(to, file), gzipSync(first(bytes, Number(count))));
}
