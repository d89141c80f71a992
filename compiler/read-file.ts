// How the compiler, which touches no file system, gets the files behind `use`.

export interface FoundFile {
  /** Tells the file from all others, and is what messages call it. */
  readonly name: string;
  readonly text: string;
}

export interface MissingFile {
  /** Why it cannot be had, in one sentence. */
  readonly failure: string;
  readonly remedy: string;
}

/**
 * @param path as written after `use`, relative to the file that uses it
 * @param from the name of that file
 */
export type ReadFile = (path: string, from: string) => FoundFile | MissingFile;

/** Where the compiler is given no way to read files. */
export const noFiles: ReadFile = (path) => ({
  failure: `\`${path}\` cannot be read: only this text is at hand`,
  remedy: 'put the blocks of that file here',
});

/** Why a path behind `use` leads nowhere, wherever it stands. */
export function misplacedPath(path: string): MissingFile | undefined {
  if (path.trim() === '') return { failure: 'the path is empty', remedy: 'write one relative to this file' };
  if (!/^[/\\]|^[A-Za-z][A-Za-z0-9+.-]*:|\0/.test(path)) return undefined;
  return {
    failure: `\`${path}\` is no relative path`,
    remedy: 'write one relative to this file: `use "blocks.cnn"`',
  };
}
