// Measures a whole `cnnc check` of the digits example, process and all, against a Node that does
// nothing, in turn. At most twice as long is the mark.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { format, interleave } from './interleave.js';
import { judge } from './judge.js';

const rounds = 30;

function running(...words: string[]): () => Promise<void> {
  return async () => {
    await once(spawn(process.execPath, words, { stdio: 'ignore' }), 'exit');
  };
}

const measured = await interleave(
  {
    empty: running('-e', '0'),
    check: running('dist/cli.cjs', 'check', 'examples/mnist/mnist.cnn'),
  },
  rounds,
);
const ratio = measured.check.median / measured.empty.median;
console.log(`node -e 0: ${format(measured.empty)}, cnnc check: ${format(measured.check)}`);
judge({
  what: 'check against an empty Node',
  value: ratio,
  atMost: 2,
  show: (value) => `${value.toFixed(2)} times`,
});
