// Reads the texts that a check is about. One that cannot be read keeps nobody from hearing about the others.

import { describeFailure } from '../describe-failure.js';
import { findSources } from '../find-sources.js';
import type { Unreadable } from '../formats/report.js';
import { reportFailure } from '../output.js';
import { readSource, standardInput, type SourceText } from '../read-source.js';
import type { CheckOptions } from './options.js';

export interface ReadTexts {
  readonly texts: readonly SourceText[];
  readonly unreadable: readonly Unreadable[];
}

/** @throws Failure where a folder or a pattern leads to no file */
export async function readTexts(words: readonly string[], options: CheckOptions): Promise<ReadTexts> {
  const texts: SourceText[] = [];
  const unreadable: Unreadable[] = [];
  for (const path of await findSources(words)) {
    const read = await readText(path, options);
    if ('text' in read) texts.push(read);
    else unreadable.push(read);
  }
  return { texts, unreadable };
}

/** Tells why where there is no text. */
export async function readText(path: string, options: CheckOptions): Promise<SourceText | Unreadable> {
  try {
    const read = await readSource(path);
    return path === standardInput ? { ...read, name: options.stdinFilename ?? read.name } : read;
  } catch (error) {
    const { message, remedy } = describeFailure(error);
    reportFailure(message, remedy, options);
    return { name: path, message };
  }
}
