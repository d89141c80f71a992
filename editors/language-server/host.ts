// What the server needs of the machine it runs on: files, and the pages of codes. A browser has to ask the editor
// for them, and answers later.

import type { MissingFile } from '../../compiler/read-file.js';

export type FileText = { readonly text: string } | MissingFile;

export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Files and folders go by their names, as `text-name.ts` makes them. */
export interface Host {
  /** @param from the text that asks, where its `use` does: what lies outside its project is refused */
  readFile(name: string, from?: string): FileText | Promise<FileText>;
  listFolder(folder: string): Promise<readonly FolderEntry[]>;
  /** Every `.cnn` file below these folders. */
  findModels(folders: readonly string[]): Promise<readonly string[]>;
  /** Whether a configuration above this folder counts no more. */
  isTop(folder: string): boolean;
  /** The page of a code, in Markdown. */
  page(code: string): Promise<string | undefined>;
}
