// `data images "folder"`: a folder a class, or such folders below `train`, `val` and `test`.

import { join } from 'node:path';
import { countOf } from '../../text.js';
import { ClassNumbers, nameList } from '../class-numbers.js';
import { DataError } from '../data-error.js';
import { partNames, partWords, type DataPart } from '../data-part.js';
import type { Dataset } from '../dataset.js';
import { findClassFolders, foldersIn, type ClassFolder, type ClassFolders } from './class-folders.js';
import { openPictures, type OpenPicturesOptions } from './open-pictures.js';

export interface OpenImagesOptions extends OpenPicturesOptions {
  readonly part: DataPart;
  readonly classNames?: readonly string[] | undefined;
}

/** The folders of the parts, by their names; empty where the classes lie in the folder itself. */
async function partFolders(folder: string): Promise<Map<DataPart, string>> {
  const folders = await foldersIn(folder);
  const parts = new Map<DataPart, string>();
  for (const part of ['train', 'validation', 'test'] as const) {
    const name = partNames[part].find((each) => folders.some((found) => found.toLowerCase() === each));
    const found = folders.find((each) => each.toLowerCase() === name);
    if (found !== undefined) parts.set(part, join(folder, found));
  }
  // A class may be called `test`: what makes parts of folders is that of training.
  return parts.has('train') ? parts : new Map();
}

interface Found {
  readonly folder: string;
  readonly listing: ClassFolders;
  /** Of the classes in training. */
  readonly classNames: readonly string[];
}

async function find(folder: string, options: OpenImagesOptions): Promise<Found | undefined> {
  const { part, classNames, onNotice } = options;
  const parts = await partFolders(folder);
  if (parts.size === 0) {
    if (part === 'validation') return undefined;
    if (part === 'test') onNotice?.(`${folder} has no folder \`test\`: all of its pictures are taken.`);
    const listing = await findClassFolders(folder);
    return { folder, listing, classNames: classNames ?? namesOf(listing) };
  }
  const chosen = parts.get(part);
  if (chosen === undefined) {
    if (part === 'validation') return undefined;
    throw new DataError(
      `${folder} has a folder \`train\`, but none called \`${part}\``,
      `put the ${partWords[part]} pictures into ${join(folder, part)}, a folder a class, or name another folder with --data`,
    );
  }
  const training = classNames ?? (await foldersIn(parts.get('train') as string));
  return { folder: chosen, listing: await findClassFolders(chosen), classNames: training };
}

function namesOf({ classes }: ClassFolders): string[] {
  return classes.map(({ name }) => name);
}

function checkFound(folder: string, { classes, others }: ClassFolders): void {
  if (classes.some(({ pictures }) => pictures.length > 0)) return;
  const lies =
    classes.length === 0
      ? `has no folders, so there are no classes${others.length > 0 ? ` (${countOf(others.length, 'file')} found)` : ''}`
      : `has no pictures in its ${countOf(classes.length, 'class folder')}: ${nameList(namesOf({ classes, others }))}`;
  throw new DataError(`${folder} ${lies}`, 'put the pictures of each class into a folder of its own');
}

function tellOthers(others: readonly string[], onNotice: OpenImagesOptions['onNotice']): void {
  if (others.length === 0) return;
  const are = others.length === 1 ? 'is no picture of a class and' : 'are no pictures of a class and';
  const taken = others.length === 1 ? 'was' : 'were';
  onNotice?.(`${countOf(others.length, 'file')} ${are} ${taken} left out: ${nameList(others)}`);
}

function labelled(folder: string, classes: readonly ClassFolder[], numbers: ClassNumbers) {
  const filled = classes.filter(({ pictures }) => pictures.length > 0);
  return {
    name: folder,
    files: filled.flatMap(({ pictures }) => pictures),
    labels: filled.flatMap(({ name, pictures }) => {
      const number = numbers.of(name, folder);
      return pictures.map(() => number);
    }),
    classNames: numbers.names,
  };
}

/**
 * @returns undefined for a validation part where there is no such folder
 * @throws DataError
 */
export async function openImages(folder: string, options: OpenImagesOptions): Promise<Dataset | undefined> {
  const found = await find(folder, options);
  if (found === undefined) return undefined;
  const { classes, others } = found.listing;
  checkFound(found.folder, found.listing);
  tellOthers(others, options.onNotice);
  return openPictures(labelled(found.folder, classes, new ClassNumbers(found.classNames)), options);
}
