// A page of docs/errors/ with the two networks that it shows.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../docs/errors/', import.meta.url));

export interface ErrorPage {
  readonly code: string;
  readonly text: string;
  readonly title: string;
  readonly wrong: string;
  readonly right: string;
}

export function errorPages(): ErrorPage[] {
  return readdirSync(folder).toSorted().map(readPage);
}

function readPage(file: string): ErrorPage {
  const text = readFileSync(folder + file, 'utf8');
  return {
    code: file.replace(/\.md$/, ''),
    text,
    title: text.split('\n')[0],
    wrong: networkUnder('Wrong', text),
    right: networkUnder('Right', text),
  };
}

function networkUnder(heading: string, text: string): string {
  const network = new RegExp(`^## ${heading}\n\n\`\`\`cnn\n([^]*?)^\`\`\`$`, 'm').exec(text)?.[1];
  if (network === undefined) throw new Error(`no network under “${heading}” in ${text.split('\n')[0]}`);
  return writtenOut(network);
}

/** A text that is too long to show says how its last line goes on. */
function writtenOut(network: string): string {
  return network.replace(/^(.*\n)# and so on for ([\d,]+) lines\n/m, (_, line: string, times: string) =>
    line.repeat(Number(times.replaceAll(',', ''))),
  );
}
