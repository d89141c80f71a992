// Gets the files behind `use`: they lie beside the file that uses them, or elsewhere in its project.

import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { misplacedPath, type MissingFile, type ReadFile } from '../compiler/read-file.js';
import { Failure, systemCode } from '../runtime/failure.js';
import { decode, largestSource, tooLarge, unreadable } from './source-text.js';

export const readUsedFile: ReadFile = (path, from) => {
  const misplaced = misplacedPath(path);
  if (misplaced !== undefined) return misplaced;
  const folder = from === '<stdin>' ? '.' : dirname(from);
  try {
    return readInProject(join(folder, path), path, realpathSync(folder));
  } catch (error) {
    return asMissing(error, path);
  }
};

function readInProject(file: string, path: string, folder: string): ReturnType<ReadFile> {
  const real = realpathSync(file);
  if (!isInside(real, projectOf(folder)))
    return missing(
      `\`${path}\` lies outside the project`,
      'a used file lies beside this one, or in a folder under the project’s own',
    );
  const stats = statSync(real);
  if (!stats.isFile()) return missing(`\`${path}\` is no file`, 'name a .cnn file');
  if (stats.size > largestSource) throw tooLarge(path);
  return { name: relative(process.cwd(), real), text: decode(path, readFileSync(real)) };
}

/** The nearest folder upwards that holds a package or a repository; else the file's own. */
function projectOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json')) || existsSync(join(at, '.git'))) return at;
    if (at === dirname(at)) return folder;
  }
}

function isInside(file: string, folder: string): boolean {
  return resolve(file).startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function asMissing(error: unknown, path: string): MissingFile {
  if (systemCode(error) === 'ENOENT')
    return missing(`there is no file \`${path}\``, 'check the path: it is relative to this file');
  const { message, remedy } = error instanceof Failure ? error : unreadable(path, error);
  return missing(message, remedy ?? 'check the file');
}

function missing(failure: string, remedy: string): MissingFile {
  return { failure, remedy };
}
