// Texts of `test/golden/services/`, in which `‸` marks where a cursor stands.

import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { analyze, type Analysis } from '../../compiler/compile.js';
import type { ReadFile } from '../../compiler/read-file.js';
import { Source } from '../../grammar/source.js';

export interface CursorText {
  readonly name: string;
  readonly analysis: Analysis;
  /** Where the marks stood, in the text without them. */
  readonly cursors: readonly number[];
}

const mark = '‸';

export function goldenFolder(feature: string): string {
  return fileURLToPath(new URL(`../golden/services/${feature}/`, import.meta.url));
}

/** All `.cnn` texts of a feature. Behind `# --file NAME` stands another text, which `use` finds. */
export function cursorTexts(feature: string): CursorText[] {
  const folder = goldenFolder(feature);
  const files = readdirSync(folder).filter((file) => file.endsWith('.cnn'));
  return files.toSorted().map((file) => cursorText(file, readFileSync(folder + file, 'utf8')));
}

export function cursorText(name: string, marked: string): CursorText {
  const [own, ...others] = marked.split(/^# --file (\S+)\n/m);
  const pieces = own.split(mark);
  const cursors = pieces.slice(0, -1).map((_, i) => pieces.slice(0, i + 1).join('').length);
  const files = new Map<string, string>();
  for (let i = 0; i < others.length; i += 2) files.set(others[i], others[i + 1]);
  const analysis = analyze(new Source(name, pieces.join('')), { readFile: readerOf(files) });
  return { name: name.replace(/\.cnn$/, ''), analysis, cursors };
}

function readerOf(files: ReadonlyMap<string, string>): ReadFile {
  return (path, from) => {
    const name = posix.join(posix.dirname(from), path);
    const text = files.get(name);
    return text === undefined
      ? { failure: `there is no file \`${path}\``, remedy: 'check it' }
      : { name, text };
  };
}

/** The line of a cursor, with the cursor in it. */
export function lineAt({ source }: Analysis, offset: number): string {
  const { line, column } = source.position(offset);
  const text = source.line(line);
  return `${line}: ${text.slice(0, column - 1)}${mark}${text.slice(column - 1)}`;
}
