// `npm run check:windows -- --cases N`: N random windows against ONNX Runtime, more than the tests try, and
// those of the tests against tfjs-core. Says how many of each rule agreed.

import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { cases: { type: 'string', default: '100000' } } });
const { status } = spawnSync('npx', ['vitest', 'run', 'test/shapes', '--testTimeout', '0'], {
  stdio: 'inherit',
  env: { ...process.env, WINDOWS: values.cases },
});
process.exitCode = status ?? 1;
