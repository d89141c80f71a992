// Golden texts of several cases: what stands before the first `# --case TITLE` stands before each.

import { readdirSync, readFileSync } from 'node:fs';
import { cursorText, goldenFolder, type CursorText } from '../cursor-text.js';

export interface Case extends CursorText {
  readonly title: string;
}

export function caseFiles(feature: string): { readonly name: string; readonly cases: readonly Case[] }[] {
  const folder = goldenFolder(feature);
  const files = readdirSync(folder).filter((file) => file.endsWith('.cnn'));
  return files.toSorted().map((file) => {
    const [before, ...rest] = readFileSync(folder + file, 'utf8').split(/^# --case (.*)\n/m);
    const titles = rest.filter((_, i) => i % 2 === 0);
    const cases = titles.map((title, i) => ({ title, ...cursorText(file, before + rest[2 * i + 1]) }));
    return { name: file.replace(/\.cnn$/, ''), cases };
  });
}
