// `npm run check:engines [-- ENGINE...]`: every engine that starts here, or those named, against the reference and
// against each other, a process each; see test/agreement/engine-line.ts. The columns are the largest differences as
// shares of the largest number: predictions and training steps of random networks, predictions of the zoo.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bundle, onnxWorker } from './bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = '.tmp/check-engines';
const minutes = 15;
const notHere = 77;

await bundle({
  entryPoints: {
    'engine-line': 'test/agreement/engine-line.ts',
    ...onnxWorker,
  },
  outdir: folder,
});

function line(words, options) {
  return spawnSync(process.execPath, [`${folder}/engine-line.js`, ...words], { cwd: root, ...options });
}

const wanted = process.argv.length > 2 ? process.argv.slice(2) : everyEngine();
const titles = ['predictions', 'steps', 'zoo'].map((title) => title.padStart(11));
console.log(['engine'.padEnd(18), ...titles, 'time'.padStart(7)].join('  '));

let [agreed, failed] = [0, 0];
for (const engine of wanted) {
  const { status } = line([engine], { stdio: 'inherit', timeout: minutes * 60_000 });
  if (status === 0) agreed++;
  else if (status !== notHere) {
    failed++;
    console.log(`${engine}: ${status === null ? `not done in ${minutes} minutes` : 'FAILED'}`);
  }
}
console.log(`${agreed} agree, ${failed} failed`);
process.exitCode = failed > 0 || agreed === 0 ? 1 : 0;

function everyEngine() {
  const { stdout } = line([], { encoding: 'utf8' });
  return stdout.trim().split('\n');
}
