// Tells which files have changed, several at once where they change together, as on a change of branch.
// Folders are watched by Node itself, at once: chokidar calls itself ready before it is, and what changes
// until then is lost.

import { existsSync, readdirSync, watch, type FSWatcher } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isFolder, isPattern } from '../find-sources.js';

/** Editors write a file in several steps; they are one change. */
const pause = 60;

export class Watcher {
  /** Watched with the folders in them, as far as there are .cnn files. */
  private readonly folders: readonly string[];
  /** Watched by name, those too at which there is no file yet. */
  private readonly paths = new Set<string>();
  private readonly watched = new Map<string, FSWatcher>();
  private changed = new Set<string>();
  private wake = (): void => undefined;

  /** Watches these files, and the folders among the words and in their patterns. */
  constructor(words: readonly string[], paths: readonly string[]) {
    this.folders = words.flatMap(folderOf);
    for (const folder of this.folders) this.watchTree(folder);
    this.add(paths);
  }

  /** Watches these files too. */
  add(paths: readonly string[]): void {
    for (const path of paths) {
      if (this.paths.has(path)) continue;
      this.paths.add(path);
      this.watchWayTo(path);
    }
  }

  /** The folder of a file; where that is missing too, the nearest above it that is there. */
  private watchWayTo(path: string): void {
    const folder = dirname(path);
    if (existsSync(folder) || folder === path) this.watchFolder(folder);
    else this.watchWayTo(folder);
  }

  private watchTree(folder: string): void {
    this.watchFolder(folder);
    for (const name of foldersIn(folder)) this.watchTree(join(folder, name));
  }

  private watchFolder(folder: string): void {
    if (this.watched.has(folder)) return;
    try {
      const watcher = watch(folder, (_, name) => this.take(name === null ? folder : join(folder, name)));
      watcher.on('error', () => this.forget(folder));
      this.watched.set(folder, watcher);
    } catch {
      // It is gone, or may not be read: then it has no files for us either.
    }
  }

  private forget(folder: string): void {
    this.watched.get(folder)?.close();
    this.watched.delete(folder);
  }

  private take(path: string): void {
    const isInside = this.folders.some((folder) => path.startsWith(folder === sep ? sep : folder + sep));
    if (!existsSync(path)) this.forget(path);
    else if (isFolder(path)) {
      if (isInside && !isForeign(path)) this.watchTree(path);
      for (const each of this.paths) if (each.startsWith(path + sep)) this.watchWayTo(each);
    }
    if (!this.paths.has(path) && !(isInside && (path.endsWith('.cnn') || isFolder(path)))) return;
    this.changed.add(path);
    this.wake();
  }

  /** The changes, until the signal is aborted. */
  async *changes(signal: AbortSignal): AsyncGenerator<ReadonlySet<string>> {
    while (!signal.aborted) {
      await this.nextChange(signal);
      if (signal.aborted) return;
      await wait(pause);
      const changed = this.changed;
      this.changed = new Set();
      yield changed;
    }
  }

  private nextChange(signal: AbortSignal): Promise<void> {
    return new Promise((resolvePromise) => {
      this.wake = resolvePromise;
      signal.addEventListener('abort', () => resolvePromise(), { once: true });
      if (signal.aborted || this.changed.size > 0) resolvePromise();
    });
  }

  close(): void {
    for (const folder of [...this.watched.keys()]) this.forget(folder);
  }
}

/** Folders of packages and of git hold no texts of ours. */
function isForeign(path: string): boolean {
  return path.split(sep).some((part) => part === 'node_modules' || part === '.git');
}

function foldersIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && !isForeign(entry.name)).map(({ name }) => name);
  } catch {
    return [];
  }
}

/** The folder of a pattern is what stands before its first part with a sign. */
function folderOf(word: string): string[] {
  if (isFolder(word)) return [resolve(word)];
  if (!isPattern(word)) return [];
  const parts = word.split('/');
  return [resolve(parts.slice(0, parts.findIndex(isPattern)).join('/') || '.')];
}
