// From what stands on the command line (files, folders, globs, `-`) to the list of texts to read.

import { statSync, type Stats } from 'node:fs';
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
  if (word === '') throw new Failure('the name of a file is empty', 'quote what the shell may leave out');
  const stats = statsOf(word);
  if (stats?.isDirectory() === true) return inFolder(word);
  // What exists is meant literally, also `model[1].cnn`; what does not is for the reader to complain of.
  if (stats !== undefined || !isPattern(word)) return [word];
  return matching(word);
}

/** Whether a word that names no file is a glob. */
export function isPattern(word: string): boolean {
  return /[*?[\]{}]/.test(word);
}

export function isFolder(word: string): boolean {
  return statsOf(word)?.isDirectory() === true;
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

async function inFolder(folder: string): Promise<string[]> {
  const { searchFiles } = await import('./search-files.js');
  const paths = await searchFiles('**/*.cnn', folder);
  if (paths.length > 0) return paths;
  throw new Failure(`the folder ${folder} has no .cnn files`, 'name a folder that has some, or a file');
}

async function matching(pattern: string): Promise<string[]> {
  const { searchFiles } = await import('./search-files.js');
  const paths = await searchFiles(pattern, '.');
  if (paths.length > 0) return paths;
  const remedy = 'check the pattern, and quote it where the shell may change it';
  throw new Failure(`no file matches ${pattern}`, remedy);
}
