// `npm run bench [NAME...]`: bundles the benchmarks of bench/ and runs them, all or those named.
// `npm run build` comes first: one of them measures the built program.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { bundle, dataWorker, onnxWorker } from './bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const all = [
  'start-up',
  'step',
  'training',
  'training-settings',
  'predictions',
  'inference',
  'generated',
  'sessions',
  'augment',
  'feed',
  'language-server',
];
const wanted = process.argv.length > 2 ? process.argv.slice(2) : all;
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; there are ${all.join(', ')}.`);
  process.exit(2);
}

await bundle({
  entryPoints: {
    ...Object.fromEntries(wanted.map((name) => [name, `bench/${name}.ts`])),
    ...onnxWorker,
    ...dataWorker,
  },
  outdir: '.tmp/bench',
});

for (const name of wanted) {
  const [status] = await once(
    spawn(process.execPath, [`.tmp/bench/${name}.js`], { cwd: root, stdio: 'inherit' }),
    'exit',
  );
  if (status !== 0) process.exitCode = 1;
}
