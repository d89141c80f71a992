// A text of `test/golden/`, with what comments at its head say of how it is compiled:
// `# --set NAME=VALUE` as on the command line, and `# --last-line-times N` for a text too long to keep.
// After `# --file NAME` stands another text, which `use "NAME"` finds.

import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile, type Compilation } from '../../compiler/index.js';
import type { ReadFile } from '../../compiler/read-file.js';

export interface GoldenText {
  readonly name: string;
  readonly text: string;
  readonly set: Readonly<Record<string, number>>;
  /** The other texts, by name. */
  readonly files: ReadonlyMap<string, string>;
}

function folder(name: string): string {
  return fileURLToPath(new URL(`../golden/${name}/`, import.meta.url));
}

export function filesIn(name: string): string[] {
  return readdirSync(folder(name)).toSorted();
}

export function goldenTexts(name: string): GoldenText[] {
  const sources = filesIn(name).filter((file) => file.endsWith('.cnn'));
  return sources.map((file) => readGolden(folder(name) + file, file.slice(0, -'.cnn'.length)));
}

function readGolden(path: string, name: string): GoldenText {
  const [text, ...others] = readFileSync(path, 'utf8').split(/^# --file (\S+)\n/m);
  const files = new Map<string, string>();
  for (let i = 0; i < others.length; i += 2) files.set(others[i], others[i + 1]);
  const settings = [...text.matchAll(/^# --set (\w+)=(\S+)$/gm)].map(([, key, value]) => [
    key,
    Number(value),
  ]);
  const times = Number(/^# --last-line-times (\d+)$/m.exec(text)?.[1] ?? 1);
  const lastLine = `${text.trimEnd().split('\n').at(-1)}\n`;
  return {
    name,
    text: text + lastLine.repeat(times - 1),
    set: Object.fromEntries(settings) as GoldenText['set'],
    files,
  };
}

export function compileGolden(golden: GoldenText): Compilation {
  const { name, text, set } = golden;
  return compile(text, { file: `${name}.cnn`, set, readFile: readerOf(golden) });
}

/** As `cnnc` reads files, of a folder that holds the text and those beside it. */
export function readerOf({ name: root, text, files }: GoldenText): ReadFile {
  const all = new Map([...files, [`${root}.cnn`, text]]);
  return (path, from) => {
    const name = posix.join(posix.dirname(from), path);
    const found = all.get(name);
    if (found !== undefined) return { name, text: found };
    return {
      failure: `there is no file \`${path}\``,
      remedy: 'check the path: it is relative to this file',
    };
  };
}
