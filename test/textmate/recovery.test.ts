// A line that is half typed, or wrong, changes no colour of the lines below it.

import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { colours, grammarOf } from './colours.js';

const grammar = await grammarOf('source.cnn');

const halfTyped = [
  'conv', 'conv 32 3', 'conv 32 3x', 'conv (3 +', 'conv 32 (', 'conv 32 pick(1,', 'dense 10 relu ->', 'conv 32 3x3 bn(eps',
  'concat <', 'concat <conv 8 1x1 |', 'residual <conv 8 3x3 same', 'inception <64, 96', 'multiply <identity | pool avg',
  'Stage 64 step=', 'Stage (', 'block Half', 'block Half(maps, step =', 'repeat 3 as', 'if in.height >', 'if (in.height >',
  'expect parameters <', 'expect parameters < 65k - (3', 'param wide = (2 *', 'input 28x28x', 'use "blocks', 'data idx "a\\',
  '# a comment', 'conv 32 × 3', 'from', 'output', ') } > |', 'model', '"', 'train', 'x = 3', '== 3', 'conv 3xn 10units',
]; // prettier-ignore

/** What these open is closed by nobody, and a statement that stands in the open ends it. */
const opened = [
  'block Half(maps) {',
  'if in.height > 8 {',
  'repeat 3 {',
  'train {',
  'train { optimizer adam',
  '} else {',
];

function scopesOf(text: string, from: number): string[] {
  return colours(grammar, text)
    .filter(({ start }) => start >= from)
    .map(({ start, end, scopes }) => `${text.slice(start, end)} ${scopes.join(' ')}`);
}

/** Lines that stand in no brackets, and start a statement. */
function statementsOf(text: string): number[] {
  const lines = text.split('\n');
  let depth = 0;
  return lines.flatMap((line, i) => {
    const isOutside = depth === 0;
    const code = line.replace(/#.*|"[^"]*"|->|expect .*| [<>]=? \d+/g, '');
    depth += [...code.matchAll(/[({<]/g)].length - [...code.matchAll(/[)}>]/g)].length;
    return isOutside && /^[A-Za-z]/.test(line) ? [i] : [];
  });
}

describe('what is half typed ends with its line', () => {
  it.each(globSync('examples/**/*.cnn').toSorted())('%s', (file) => {
    const text = readFileSync(file, 'utf8');
    const lines = text.split('\n');
    const starts = statementsOf(text);
    const changed = [...halfTyped, ...opened].flatMap((half, i) => {
      const at = starts[(i * 7) % starts.length];
      const below = lines.slice(at, at + 12).join('\n');
      const before = scopesOf(below, 0);
      const after = scopesOf(`${half}\n${below}`, half.length + 1);
      const first = before.findIndex((each, j) => each !== after[j]);
      return first < 0 ? [] : [`after \`${half}\`: ${before[first]} became ${after[first]}`];
    });
    expect(changed).toEqual([]);
  });
});
