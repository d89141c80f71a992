// What is written on a contact sheet, as an SVG drawing that lies over it.

import type { Layout } from './layout.js';
import type { Sheet } from './sheet.js';

const longest = 20;

/** A name that is not too long for its place, safe within SVG. */
function written(text: string): string {
  const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
  return shortLabel(text).replaceAll(/[&<>]/g, (mark) => marks[mark]);
}

export function shortLabel(text: string): string {
  // XML cannot hold control characters, however they are written.
  const plain = Array.from(text, (letter) => (letter < ' ' || letter === '\u007f' ? ' ' : letter));
  return plain.length > longest ? `${plain.slice(0, longest - 1).join('')}…` : plain.join('');
}

export function labelsDrawing(
  { columns, rows }: Sheet,
  { width, height, cell, fontSize, place }: Layout,
): string {
  const above = columns.map((text, column) => {
    const { left, top } = place(0, column);
    return `<text x="${left + cell.width / 2}" y="${top - fontSize / 2}" text-anchor="middle">${written(text)}</text>`;
  });
  const beside = rows.map(({ label }, row) => {
    const { left, top } = place(row, 0);
    return `<text x="${left - fontSize / 2}" y="${top + (cell.height + fontSize) / 2}" text-anchor="end">${written(label)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="${fontSize}" fill="#444">`,
    ...above,
    ...beside,
    '</svg>',
  ].join('');
}
