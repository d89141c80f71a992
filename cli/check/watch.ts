// `cnnc check --watch`: checks again what has changed, and whatever uses it, until Ctrl-C.

import { relative, resolve } from 'node:path';
import type { Diagnostic } from '../../grammar/diagnostic.js';
import { describeFailure } from '../describe-failure.js';
import { exitCode } from '../exit-code.js';
import { findSources } from '../find-sources.js';
import type { Unreadable } from '../formats/report.js';
import { interruptible } from '../interrupt.js';
import { countOf } from '../count-of.js';
import { remark, reportFailure } from '../output.js';
import { countSeverities, tally } from '../severity-counts.js';
import { checkText } from './check-text.js';
import { onlyOnce } from './only-once.js';
import type { CheckOptions } from './options.js';
import { readText } from './read-texts.js';
import { tell } from './tell.js';
import { Watcher } from './watcher.js';

/** One of the named files, as it was when it was last checked. */
interface Watched {
  readonly diagnostics: readonly Diagnostic[];
  readonly unreadable: readonly Unreadable[];
  /** The file itself and those behind `use`; a change of one is a reason to check again. */
  readonly paths: ReadonlySet<string>;
}

export async function watch(words: readonly string[], options: CheckOptions): Promise<number> {
  await interruptible((signal) => watchUntil(signal, words, options));
  return exitCode.interrupted;
}

async function watchUntil(
  signal: AbortSignal,
  words: readonly string[],
  options: CheckOptions,
): Promise<void> {
  let files = await checkChanged(words, options, new Map(), new Set());
  await report(files, options);
  const watcher = await Watcher.open(words, pathsOf(files));
  try {
    remark(`Watching ${countOf(files.size, 'file')}; Ctrl-C ends it.`, options);
    for await (const changed of watcher.changes(signal)) {
      remark(`\n${[...changed].map((path) => relative('.', path)).join(', ')} changed.`, options);
      files = await checkChanged(words, options, files, changed);
      await report(files, options);
      watcher.add(pathsOf(files));
    }
  } finally {
    await watcher.close();
  }
}

/** What has not changed stays as it was. */
async function checkChanged(
  words: readonly string[],
  options: CheckOptions,
  before: ReadonlyMap<string, Watched>,
  changed: ReadonlySet<string>,
): Promise<Map<string, Watched>> {
  const files = new Map<string, Watched>();
  for (const path of await sourcesOf(words, options)) {
    const known = before.get(path);
    const stays = known !== undefined && ![...changed].some((each) => known.paths.has(each));
    files.set(path, stays ? known : await checkFile(path, options));
  }
  return files;
}

/** A folder may have no files for a while, and the others are watched all the same. */
async function sourcesOf(words: readonly string[], options: CheckOptions): Promise<Set<string>> {
  const found = new Set<string>();
  for (const word of words) {
    try {
      for (const path of await findSources([word])) found.add(path);
    } catch (error) {
      const { message, remedy } = describeFailure(error);
      reportFailure(message, remedy, options);
    }
  }
  return found;
}

async function checkFile(path: string, options: CheckOptions): Promise<Watched> {
  const read = await readText(path, options);
  if (!('text' in read)) return { diagnostics: [], unreadable: [read], paths: new Set([resolve(path)]) };
  const { diagnostics, uses } = checkText(read, options);
  return { diagnostics, unreadable: [], paths: new Set([resolve(path), ...uses]) };
}

async function report(files: ReadonlyMap<string, Watched>, options: CheckOptions): Promise<void> {
  const all = [...files.values()];
  const diagnostics = onlyOnce(all.flatMap((file) => file.diagnostics));
  const unreadable = all.flatMap((file) => file.unreadable);
  const readable = [...files.keys()].filter((path) => unreadable.every(({ name }) => name !== path));
  await tell({ diagnostics, files: readable, unreadable }, options);
  remark(tally(countSeverities(diagnostics), readable.length), options);
}

function pathsOf(files: ReadonlyMap<string, Watched>): string[] {
  return [...new Set([...files.values()].flatMap(({ paths }) => [...paths]))];
}
