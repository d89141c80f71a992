// `cnnc check --watch`: checks again what has changed, and whatever uses it, until Ctrl-C.

import { relative, resolve } from 'node:path';
import type { Diagnostic } from '../../grammar/diagnostic.js';
import { configPlaces } from '../config.js';
import { describeFailure } from '../describe-failure.js';
import { exitCode } from '../exit-code.js';
import { findSources } from '../find-sources.js';
import type { Unreadable } from '../formats/report.js';
import { interruptible } from '../interrupt.js';
import { countOf } from '../count-of.js';
import { remark, reportFailure } from '../output.js';
import { countSeverities, tally } from '../severity-counts.js';
import { checkText } from './check-text.js';
import { identityOf } from './identity.js';
import { onlyOnce } from './only-once.js';
import type { CheckOptions } from './options.js';
import { readText } from './read-texts.js';
import { tell } from './tell.js';
import { Watcher } from './watcher.js';

/** One of the named files, as it was when it was last checked. */
interface Watched {
  readonly diagnostics: readonly Diagnostic[];
  readonly unreadable: readonly Unreadable[];
  /** The file itself, its settings and what stands behind `use`; a change of one is a reason to check again. */
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
  const watcher = new Watcher(words, pathsOf(files));
  let open: ReadonlySet<string> = new Set();
  try {
    remark(`Watching ${countOf(files.size, 'file')}; Ctrl-C ends it.`, options);
    for await (const changed of watcher.changes(signal)) {
      remark(`\n${[...changed].map((path) => relative('.', path)).join(', ')} changed.`, options);
      open = new Set([...open, ...changed]);
      const checked = await attempt(() => checkChanged(words, options, files, open), options);
      // Settings that do not read: what has changed is checked when they do.
      if (checked === undefined) continue;
      [files, open] = [checked, new Set()];
      await report(files, options);
      watcher.add(pathsOf(files));
    }
  } finally {
    watcher.close();
  }
}

/** Tells what keeps it from working, and goes on watching. */
async function attempt<Result>(
  work: () => Promise<Result>,
  options: CheckOptions,
): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    const { message, remedy } = describeFailure(error);
    reportFailure(message, remedy, options);
    return undefined;
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
  for (const word of words)
    for (const path of (await attempt(() => findSources([word]), options)) ?? []) found.add(path);
  return found;
}

async function checkFile(path: string, options: CheckOptions): Promise<Watched> {
  // Where it is a link, the file that it leads to changes.
  const own = [resolve(path), identityOf(path), ...configPlaces(path)];
  const read = await readText(path, options);
  if (!('text' in read)) return { diagnostics: [], unreadable: [read], paths: new Set(own) };
  const { diagnostics, uses } = checkText(read, options);
  return { diagnostics, unreadable: [], paths: new Set([...own, ...uses, ...[...uses].map(identityOf)]) };
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
