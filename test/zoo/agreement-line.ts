// One network of the zoo at full size, in a process of its own: says in one line how far its engines
// lie apart. `npm run check:zoo` bundles this and runs it network by network.
//
//   node agreement-line.js FILE [NAME=VALUE...]

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, sep } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { compile, renderDiagnostics } from '../../compiler/index.js';
import { defaultThreads, onnxEngineInThread } from '../../runtime/onnx/index.js';
import { complaintsAbout, measureAgreement, type Agreement } from './agreement.js';

const [file, ...settings] = process.argv.slice(2);
const set = Object.fromEntries(
  settings.map((setting) => [setting.split('=')[0], Number(setting.split('=')[1])]),
);
const { graph, diagnostics } = compile(readFileSync(file, 'utf8'), { file, set });
if (graph === undefined) throw new Error(renderDiagnostics(diagnostics, { color: false }));

setWasmPaths(dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')) + sep);
await tf.setBackend('wasm');
const agreement = await measureAgreement(graph, {
  engine: onnxEngineInThread({ threads: defaultThreads() }),
});
console.log([[basename(file, '.cnn'), ...settings].join(' ').padEnd(22), ...columns(agreement)].join('  '));
const complaints = complaintsAbout(agreement);
for (const complaint of complaints) console.log(`  ${complaint}`);
process.exitCode = complaints.length > 0 ? 1 : 0;

/** The four places, the least of the perturbations, the scale before the softmax, seconds, memory. */
function columns({ places, perturbations }: Agreement): string[] {
  const inner = places.slice(0, 3);
  const outputs = places.slice(3);
  const last = Math.max(...outputs.map(({ difference }) => difference));
  const least = Math.min(...perturbations.map(({ difference }) => difference));
  const differences = [...inner.map(({ difference }) => difference), last, least];
  return [
    ...differences.map((difference) => difference.toExponential(1).padStart(8)),
    Math.max(...outputs.map(({ scale }) => scale))
      .toFixed(2)
      .padStart(6),
    `${Math.round(performance.now() / 1000)} s`.padStart(6),
    `${(process.resourceUsage().maxRSS / 2 ** 20).toFixed(1)} GiB`.padStart(8),
  ];
}
