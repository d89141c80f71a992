// The checked-in grammar, injection and configuration are those that the tables make, and the tables
// have the words that the compiler takes.

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as words from '../../editors/textmate/vocabulary.js';
import { files } from '../../editors/textmate/files.js';
import * as told from './told-words.js';

it.each(Object.keys(files))('%s is as `node scripts/textmate.mjs` writes it', (path) => {
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(files[path]);
});

it('the tables have the words that the compiler lists', () => {
  expect(words.metricWords.toSorted()).toEqual(told.metrics.toSorted());
  expect(words.functionWords.toSorted()).toEqual(told.functions.toSorted());
  expect(words.settingWords.toSorted()).toEqual(told.settings.toSorted());
  expect(words.settingValues.toSorted()).toEqual(told.settingValues.toSorted());
});
