// A text of `test/golden/`, with what comments at its head say of how it is compiled:
// `# --set NAME=VALUE` as on the command line, and `# --last-line-times N` for a text too long to keep.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile, type Compilation } from '../../compiler/index.js';

export interface GoldenText {
  readonly name: string;
  readonly text: string;
  readonly set: Readonly<Record<string, number>>;
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
  const text = readFileSync(path, 'utf8');
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
  };
}

export function compileGolden({ name, text, set }: GoldenText): Compilation {
  return compile(text, { file: `${name}.cnn`, set });
}
