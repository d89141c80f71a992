// The files behind `use` in random texts: one that is well, one with mistakes; no others.

import type { ReadFile } from '../../compiler/read-file.js';

const files: ReadonlyMap<string, string> = new Map([
  ['parts.cnn', 'param half = 0.5\nblock Used(maps = 2, kernel = 3) {\n  conv maps kernel same relu\n  dropout half\n}\n'],
  ['broken.cnn', 'block Broken(maps) { conv maps 9x9 = }\nblock Other { covn 3 }\n'],
]); // prettier-ignore

export const readFile: ReadFile = (path) => {
  const name = path.replace(/^\.\//, '');
  const text = files.get(name);
  if (text !== undefined) return { name, text };
  return { failure: `there is no file \`${path}\``, remedy: 'check the path: it is relative to this file' };
};
