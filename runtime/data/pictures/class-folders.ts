// Finds the pictures of a folder that has a folder a class. Names decide: nothing is opened.

import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { listFolder } from '../folder.js';
import { hasPictureName } from './picture-format.js';

export interface ClassFolder {
  readonly name: string;
  /** Those of folders within it too, sorted. */
  readonly pictures: readonly string[];
}

export interface ClassFolders {
  /** In the order of their names. */
  readonly classes: readonly ClassFolder[];
  /** Files that are not pictures by their names, or that belong to no class. */
  readonly others: readonly string[];
}

/** What systems and archives leave behind: of no interest to anyone. */
function isLeftover(name: string): boolean {
  return name.startsWith('.') || ['__MACOSX', 'Thumbs.db', 'desktop.ini'].includes(name);
}

type Kind = 'folder' | 'file' | 'other';

/** What a path leads to, links followed; a link that leads nowhere is a file, and found broken later. */
async function kindOf(path: string): Promise<Kind> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || found.isFile()) return 'file';
  return found.isDirectory() ? 'folder' : 'other';
}

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly kind: Kind;
}

async function entriesOf(folder: string): Promise<Entry[]> {
  const found = await readdir(folder, { withFileTypes: true });
  const entries = found
    .filter(({ name }) => !isLeftover(name))
    .map(async (entry): Promise<Entry> => {
      const path = join(folder, entry.name);
      const kind = entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : await kindOf(path);
      return { name: entry.name, path, kind };
    });
  return (await Promise.all(entries)).sort(byName);
}

/** By code units, whatever the language of the machine. */
function byName(first: { readonly name: string }, second: { readonly name: string }): number {
  return first.name < second.name ? -1 : Number(first.name > second.name);
}

/** All files below a folder. Folders that were entered already are not again: links may lead in a circle. */
async function filesBelow(folder: string, entered = new Set<string>()): Promise<string[]> {
  const real = await realpath(folder);
  if (entered.has(real)) return [];
  entered.add(real);
  const files: string[] = [];
  for (const { path, kind } of await entriesOf(folder)) {
    if (kind === 'file') files.push(path);
    else if (kind === 'folder') files.push(...(await filesBelow(path, entered)));
  }
  return files;
}

/** The folders within a folder that may be classes. */
export async function foldersIn(folder: string): Promise<string[]> {
  await listFolder(folder);
  return (await entriesOf(folder)).filter(({ kind }) => kind === 'folder').map(({ name }) => name);
}

/**
 * @throws DataError where the folder is not there
 */
export async function findClassFolders(folder: string): Promise<ClassFolders> {
  await listFolder(folder);
  const classes: ClassFolder[] = [];
  const others: string[] = [];
  for (const { name, path, kind } of await entriesOf(folder)) {
    if (kind === 'file') others.push(path);
    if (kind !== 'folder') continue;
    const files = await filesBelow(path);
    classes.push({ name, pictures: files.filter(hasPictureName) });
    others.push(...files.filter((file) => !hasPictureName(file)));
  }
  return { classes, others };
}
