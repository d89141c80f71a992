// The two texts that `cnnc diff` compares, and what they compile to.

import { compile, type Compilation } from '../compiler/compile.js';
import { readWritten } from '../compiler/diff/written.js';
import type { ReadFile } from '../compiler/read-file.js';
import { Source } from '../grammar/source.js';
import { readSource, type SourceText } from './read-source.js';
import { readUsedFile } from './read-used-file.js';

export interface ComparedSource extends SourceText {
  /** Gets the files behind its `use`s, of the same revision. */
  readonly readFile: ReadFile;
}

type Settings = Readonly<Record<string, number>>;

/** @throws Failure where the text cannot be read */
export async function sourceFromDisk(path: string): Promise<ComparedSource> {
  return { ...(await readSource(path)), readFile: readUsedFile };
}

/** `--set` is for both. A param that one of them alone declares is no mistake of the other. */
export function compileBoth(
  sources: readonly [ComparedSource, ComparedSource],
  set: Settings,
  setAfter: Settings,
  tell: (remark: string) => void,
): [Compilation, Compilation] {
  const params = sources.map(({ name, text }) => readWritten(new Source(name, text), []).params);
  const compiled = sources.map((source, index) => {
    const isForeign = (name: string): boolean => !params[index].has(name) && params[1 - index].has(name);
    const foreign = Object.keys(set).filter(isForeign);
    for (const name of foreign)
      tell(`--set ${name} is for one of the two: ${source.name} has no such param.`);
    const own = Object.fromEntries(Object.entries(set).filter(([name]) => !foreign.includes(name)));
    return compile(source.text, {
      file: source.name,
      readFile: source.readFile,
      set: index === 0 ? own : { ...own, ...setAfter },
    });
  });
  return [compiled[0], compiled[1]];
}
