// `npm run check:zoo [-- NAME...]`: every network of examples/zoo/, or those named, at full size through the
// ONNX engine and through its generated TypeScript, with the same weights; a process each, so that what one
// takes of memory is given back. Fails where values inside or before the softmax differ, or where a kernel
// that is off by 1 % goes unnoticed.
//
//   npm run check:zoo -- lenet-5 resnet:depth=18

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { globSync } from 'tinyglobby';
import { bundle } from './bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = '.tmp/check-zoo';
/** Files of families, and what else they hold besides what they say by themselves. */
const variants = {
  resnet: ['depth=18', 'depth=152'],
  squeezenet: ['version=1.1'],
  vgg: ['depth=11'],
};
const wanted = process.argv.length > 2 ? process.argv.slice(2) : everyNetwork();

await bundle({
  entryPoints: ['test/zoo/agreement-line.ts'],
  outdir: folder,
});

const columns = ['1/4', '1/2', '3/4', 'scores', '1 % off'].map((title) => title.padStart(8));
console.log(
  ['network'.padEnd(22), ...columns, 'scale'.padStart(6), 'time'.padStart(6), 'memory'.padStart(8)].join(
    '  ',
  ),
);
const start = performance.now();
const failed = wanted.filter((network) => {
  const [name, ...settings] = network.split(':');
  const words = [`${folder}/agreement-line.js`, `examples/zoo/${name}.cnn`, ...settings];
  return spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' }).status !== 0;
});
const seconds = Math.round((performance.now() - start) / 1000);
console.log(`${wanted.length - failed.length} of ${wanted.length} agree to 1e-4, in ${seconds} s`);
process.exitCode = failed.length > 0 || wanted.length === 0 ? 1 : 0;

function everyNetwork() {
  const names = globSync('*.cnn', { cwd: `${root}examples/zoo` }).toSorted();
  return names.flatMap((file) => {
    const name = file.slice(0, -'.cnn'.length);
    return [name, ...(variants[name] ?? []).map((setting) => `${name}:${setting}`)];
  });
}
