// Reads a .cnn text, and the files behind its `use`s, as of a revision of its git repository.

import { basename, dirname, posix, relative, resolve } from 'node:path';
import type { MissingFile, ReadFile } from '../compiler/read-file.js';
import { Failure } from '../runtime/failure.js';
import type { ComparedSource } from './compared-sources.js';
import { GitRepository } from './git-repository.js';
import { standardInput } from './read-source.js';
import { decode, largestSource, tooLarge } from './source-text.js';

/** @throws Failure where there is no repository, revision or file */
export function sourceAtRevision(revision: string, path: string): ComparedSource {
  if (path === standardInput) throw new Failure('standard input has no revisions', 'name a file');
  const folder = dirname(resolve(path));
  const repository = new GitRepository(folder);
  const commit = repository.commitOf(revision);
  const inside = repository.prefix + basename(path);
  /** As `git show` takes it: relative to the working folder, and marked as that. */
  const nameOf = (file: string): string => {
    const up = posix.relative(repository.prefix, file);
    const written = slashes(relative(process.cwd(), resolve(folder, up)));
    return `${revision}:${written.startsWith('../') ? '' : './'}${written}`;
  };
  const read = (file: string): string | undefined => {
    const found = repository.textOf(commit, file, largestSource);
    if (found === 'too large') throw tooLarge(nameOf(file));
    return found && decode(nameOf(file), found);
  };
  const text = read(inside);
  if (text === undefined)
    throw new Failure(`${path} is not in revision ${revision}`, 'check the path, or take a later revision');
  return { name: nameOf(inside), text, readFile: usedFiles(inside, nameOf, read) };
}

/** Files behind `use`, by the path in the repository of the file that uses them. */
function usedFiles(
  root: string,
  nameOf: (file: string) => string,
  read: (file: string) => string | undefined,
): ReadFile {
  const paths = new Map([[nameOf(root), root]]);
  return (path, from) => {
    if (path.trim() === '' || /^\/|^[A-Za-z][A-Za-z0-9+.-]*:|[\0\n]/.test(path))
      return missing(
        `\`${path}\` is no relative path`,
        'write one relative to this file: `use "blocks.cnn"`',
      );
    const file = posix.join(posix.dirname(paths.get(from) ?? root), path);
    if (file.startsWith('../')) return missing(`\`${path}\` lies outside the repository`, 'check the path');
    try {
      const text = read(file);
      if (text === undefined)
        return missing(
          `there is no file \`${path}\` in this revision`,
          'check the path: it is relative to this file',
        );
      paths.set(nameOf(file), file);
      return { name: nameOf(file), text };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return missing(error.message, error.remedy ?? 'check the file');
    }
  };
}

function slashes(path: string): string {
  return path.replaceAll('\\', '/');
}

function missing(failure: string, remedy: string): MissingFile {
  return { failure, remedy };
}
