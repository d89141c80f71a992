// Files of this machine, for the server.

import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { glob } from 'tinyglobby';
import { longestText } from '../../grammar/lexer.js';
import type { MissingFile } from '../../compiler/read-file.js';
import type { FileText, Host } from './host.js';
import { lastPart, nameOf, uriOf } from './text-name.js';

export const nodeHost: Host = {
  readFile(name, from) {
    const path = pathOf(name);
    if (path === undefined) return missing(`\`${name}\` is not on this machine`, 'open it in the editor');
    try {
      const outside = from !== undefined && liesOutside(path, from);
      return outside ? outsideTheProject(name) : textOf(path, lastPart(name));
    } catch (error) {
      return asMissing(error, lastPart(name));
    }
  },

  async listFolder(folder) {
    const path = pathOf(folder);
    if (path === undefined) return [];
    const entries = await readdir(path, { withFileTypes: true });
    return entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
  },

  async findModels(folders) {
    const paths = folders.flatMap((folder) => pathOf(folder) ?? []);
    const found = await Promise.all(paths.map(modelsBelow));
    return [...new Set(found.flat())];
  },

  isTop(folder) {
    const path = pathOf(folder);
    return path === undefined || existsSync(join(path, '.git'));
  },

  /** The build lays the pages beside the program; in the sources they are among the documents. */
  async page(code) {
    for (const folder of ['errors/', '../../docs/errors/']) {
      const page = await readFile(new URL(`${folder}${code}.md`, import.meta.url), 'utf8').catch(
        () => undefined,
      );
      if (page !== undefined) return page;
    }
    return undefined;
  },
};

function pathOf(name: string): string | undefined {
  try {
    return name.startsWith('file:') ? fileURLToPath(uriOf(name)) : undefined;
  } catch {
    return undefined;
  }
}

function textOf(path: string, name: string): FileText {
  const stats = statSync(path);
  if (!stats.isFile()) return missing(`\`${name}\` is no file`, 'name a .cnn file');
  if (stats.size > 4 * longestText)
    return missing(`\`${name}\` is too large`, 'is it another file that you mean?');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)) };
  } catch (error) {
    if (error instanceof TypeError) return missing(`\`${name}\` is not UTF-8 text`, 'save it as UTF-8');
    throw error;
  }
}

/** As for `cnnc check`: the project is the nearest folder upwards that holds a package or a repository. */
function liesOutside(path: string, from: string): boolean {
  const own = pathOf(from);
  if (own === undefined || !existsSync(dirname(own))) return false;
  const project = projectOf(realpathSync(dirname(own)));
  return !realpathSync(path).startsWith(project.endsWith(sep) ? project : project + sep);
}

function projectOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json')) || existsSync(join(at, '.git'))) return at;
    if (at === dirname(at)) return folder;
  }
}

function outsideTheProject(name: string): MissingFile {
  return missing(
    `\`${lastPart(name)}\` lies outside the project`,
    'a used file lies beside this one, or in a folder under the project’s own',
  );
}

function asMissing(error: unknown, name: string): MissingFile {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT')
    return missing(`there is no file \`${name}\``, 'check the path: it is relative to this file');
  return missing(
    `\`${name}\` cannot be read${typeof code === 'string' ? `: ${code}` : ''}`,
    'check the file',
  );
}

function missing(failure: string, remedy: string): MissingFile {
  return { failure, remedy };
}

async function modelsBelow(path: string): Promise<string[]> {
  const paths = await glob('**/*.cnn', {
    cwd: path,
    absolute: true,
    ignore: ['**/node_modules/**', '**/.git/**'],
    expandDirectories: false,
  });
  return paths.sort().map((found) => nameOf(pathToFileURL(found).href));
}
