// A page of docs/errors/ on a terminal: headings strong, texts indented, paragraphs folded. The pages use
// headings, paragraphs, fenced texts and links, and nothing else of Markdown.

import { visible } from '../compiler/diagnostics/code-frame.js';
import type { Painter } from '../compiler/diagnostics/paint.js';

export interface PageOptions {
  readonly width: number;
  readonly paint: Painter;
}

/** Longer lines are hard to read. */
const widest = 88;
const indent = '    ';

export function renderPage(page: string, { width, paint }: PageOptions): string {
  const blocks = page.trim().split(/(^```\w*\n[^]*?^```$)/m);
  const shown = blocks.map((block, i) =>
    i % 2 === 1 ? fenced(block) : prose(block.trim(), Math.min(width, widest), paint),
  );
  return `${shown.filter((text) => text !== '').join('\n\n')}\n`;
}

function fenced(block: string): string {
  const lines = block.split('\n').slice(1, -1);
  return lines.map((line) => (line === '' ? '' : indent + visible(line))).join('\n');
}

function prose(text: string, width: number, paint: Painter): string {
  const paragraphs = text.split(/\n{2,}/).filter((paragraph) => paragraph !== '');
  return paragraphs.map((paragraph) => renderParagraph(paragraph, width, paint)).join('\n\n');
}

function renderParagraph(paragraph: string, width: number, paint: Painter): string {
  const heading = /^#+ (.*)$/.exec(paragraph)?.[1];
  const folded = fold(withoutLinks(heading ?? paragraph), width);
  return heading === undefined
    ? folded.join('\n')
    : folded.map((line) => paint.strong(visible(line))).join('\n');
}

/** `[language.md](../language.md)` leads nowhere from a terminal or a report: it is `docs/language.md` there. */
export function withoutLinks(text: string): string {
  return text.replace(/\[([^\]]+)\]\(\.\.\/([^)]+)\)/g, (_, _title, path: string) => `docs/${path}`);
}

/** Words on lines of at most so many characters; what stands in backticks is not torn apart. */
function fold(text: string, width: number): string[] {
  const words = text.match(/(?:`[^`]*`|[^\s`])+/g) ?? [];
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
