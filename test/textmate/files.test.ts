// The checked-in grammar, injection and configuration are those that the tables make.

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { files } from '../../editors/textmate/files.js';

it.each(Object.keys(files))('%s is as `node scripts/textmate.mjs` writes it', (path) => {
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(files[path]);
});
