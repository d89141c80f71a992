// From what stands on the command line (files, folders, globs, `-`) to the list of texts to read.

import { stat } from 'node:fs/promises';
import { Failure } from '../runtime/failure.js';
import { standardInput } from './read-source.js';

/** Every text once, in the order of the command line, those of a folder or a glob by name. */
export async function findSources(words: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const word of words) for (const path of await sourcesOf(word)) found.add(path);
  return [...found];
}

async function sourcesOf(word: string): Promise<string[]> {
  if (word === standardInput) return [word];
  const stats = await stat(word).catch(() => undefined);
  if (stats?.isDirectory() === true) return inFolder(word);
  // What exists is meant literally, also `model[1].cnn`; what does not is for the reader to complain of.
  if (stats !== undefined || !/[*?[\]{}]/.test(word)) return [word];
  return matching(word);
}

async function inFolder(folder: string): Promise<string[]> {
  const paths = await search('**/*.cnn', folder);
  if (paths.length === 0)
    throw new Failure(`the folder ${folder} has no .cnn files`, 'name a folder that has some, or a file');
  return paths;
}

async function matching(pattern: string): Promise<string[]> {
  const paths = await search(pattern, '.');
  if (paths.length === 0)
    throw new Failure(
      `no file matches ${pattern}`,
      'check the pattern, and quote it where the shell may change it',
    );
  return paths;
}

async function search(pattern: string, folder: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  const { join } = await import('node:path');
  const paths = await glob(pattern, {
    cwd: folder,
    ignore: ['**/node_modules/**'],
    expandDirectories: false,
  });
  return paths.sort().map((path) => join(folder, path));
}
