// `npm run fuzz -- --runs N`: compiles N random texts of each kind, and more than the tests do.

import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '20000' } } });
const { status } = spawnSync('npx', ['vitest', 'run', 'test/fuzz/fuzz.test.ts', '--testTimeout', '0'], {
  stdio: 'inherit',
  env: { ...process.env, FUZZ_RUNS: values.runs },
});
process.exitCode = status ?? 1;
