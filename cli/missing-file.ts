// A file that is not there: perhaps one beside it is meant.

import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure } from '../runtime/failure.js';
import { nearest } from '../compiler/check/nearest.js';

export async function missingFile(path: string): Promise<Failure> {
  const folder = dirname(path);
  const siblings = await readdir(folder).catch(() => undefined);
  if (siblings === undefined) return new Failure(`there is no folder ${folder}`, 'check the path');
  const sources = siblings.filter((name) => name.endsWith('.cnn'));
  const similar = nearest(basename(path), siblings) ?? (sources.length === 1 ? sources[0] : undefined);
  return new Failure(
    `there is no file ${path}`,
    similar === undefined ? 'check the path' : `did you mean ${join(folder, similar)}?`,
  );
}
