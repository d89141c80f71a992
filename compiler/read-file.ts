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
