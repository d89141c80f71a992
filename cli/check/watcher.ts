// Tells which files have changed, several at once where they change together, as on a change of branch.

import { resolve, sep } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { FSWatcher } from 'chokidar';
import { isFolder, isPattern } from '../find-sources.js';

/** Editors write a file in several steps; they are one change. */
const pause = 60;

export class Watcher {
  private readonly watcher: FSWatcher;
  /** What is watched by name. Of folders only .cnn files matter. */
  private readonly paths: Set<string>;
  private changed = new Set<string>();
  private wake = (): void => undefined;

  private constructor(watcher: FSWatcher, paths: readonly string[]) {
    this.watcher = watcher;
    this.paths = new Set(paths);
    watcher.on('all', (event, path) => {
      if (event === 'addDir' || event === 'unlinkDir') return;
      const whole = resolve(path);
      if (!whole.endsWith('.cnn') && !this.paths.has(whole)) return;
      this.changed.add(whole);
      this.wake();
    });
  }

  /** Watches these files, and the folders among the words and in their patterns; waits until that works. */
  static async open(words: readonly string[], paths: readonly string[]): Promise<Watcher> {
    const chokidar = await import('chokidar');
    const ignored = (path: string) =>
      path.split(sep).some((part) => part === 'node_modules' || part === '.git');
    const watcher = chokidar.watch([...words.flatMap(folderOf), ...paths], { ignoreInitial: true, ignored });
    const opened = new Watcher(watcher, paths);
    await new Promise<void>((ready) => watcher.once('ready', () => ready()));
    return opened;
  }

  /** Watches these files too. */
  add(paths: readonly string[]): void {
    const fresh = paths.filter((path) => !this.paths.has(path));
    for (const path of fresh) this.paths.add(path);
    this.watcher.add(fresh);
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

  close(): Promise<void> {
    return this.watcher.close();
  }
}

/** The folder of a pattern is what stands before its first part with a sign. */
function folderOf(word: string): string[] {
  if (isFolder(word)) return [resolve(word)];
  if (!isPattern(word)) return [];
  const parts = word.split('/');
  return [resolve(parts.slice(0, parts.findIndex(isPattern)).join('/') || '.')];
}
