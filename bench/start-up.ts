// Measures a whole `cnnc check` of the digits example, process and all, against a Node that does
// nothing, in turn. Exits with 1 where it takes more than twice as long.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { format, interleave } from './interleave.js';

const rounds = 30;
const mark = 2;

function running(...words: string[]): () => Promise<void> {
  return async () => {
    await once(spawn(process.execPath, words, { stdio: 'ignore' }), 'exit');
  };
}

const measured = await interleave(
  {
    empty: running('-e', '0'),
    check: running('dist/cli.js', 'check', 'examples/mnist/mnist.cnn'),
  },
  rounds,
);
const ratio = measured.check.median / measured.empty.median;
console.log(`node -e 0: ${format(measured.empty)}`);
console.log(`cnnc check: ${format(measured.check)}, ${ratio.toFixed(2)} times (at most ${mark})`);
if (ratio > mark) process.exitCode = 1;
