// Gets the files behind `use` for an analysis, and notes which were asked for.

import { misplacedPath, type ReadFile } from '../../compiler/read-file.js';
import { folderOf, within } from './text-name.js';
import { onItsWay, type Texts } from './texts.js';

export interface Asked {
  /** The names of all files that the analysis rests on, those too that are not there. */
  readonly names: Set<string>;
  /** Whether one of them is still to come. */
  isWaiting: boolean;
}

export function readerOf(texts: Texts, asked: Asked): ReadFile {
  return (path, from) => {
    const misplaced = misplacedPath(path);
    if (misplaced !== undefined) return misplaced;
    const folder = folderOf(from);
    if (folder === undefined) return nowhere(path);
    const name = within(folder, path);
    asked.names.add(name);
    const found = texts.read(name, from);
    if (found === onItsWay) {
      asked.isWaiting = true;
      return { failure: `\`${path}\` is being read`, remedy: 'wait a moment' };
    }
    return 'text' in found ? { name, text: found.text } : found;
  };
}

function nowhere(path: string): ReturnType<ReadFile> {
  return {
    failure: `\`${path}\` cannot be found: this text lies in no folder yet`,
    remedy: 'save it beside the files that it uses',
  };
}
