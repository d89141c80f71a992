// Prints `PASSED FAILED SKIPPED` of Vitest's JSON report. A run that failed without a failed test, as where a
// file does not load or there is no report, counts as one failure.
//
//   node .ci/count-tests.mjs REPORT STATUS

import { readFileSync } from 'node:fs';

const [path, status] = process.argv.slice(2);

function read() {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8'));
    const skipped = report.numPendingTests + report.numTodoTests;
    return { passed: report.numPassedTests, failed: report.numFailedTests, skipped };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

const { passed, failed, skipped } = read();
const isBroken = status !== '0' || passed === 0;
console.log(passed, Math.max(failed, isBroken ? 1 : 0), skipped);
