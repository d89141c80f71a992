// Measures what a keystroke costs before the check: a text of 100, 2,000 and 20,000 lines read again as
// a whole, and only around a letter that was typed in its middle.

import { parse } from '../grammar/parser.js';
import { reparse } from '../grammar/reparse.js';
import { Source } from '../grammar/source.js';
import { format, interleave } from './interleave.js';
import { judge } from './judge.js';

const rounds = 30;

function textOf(lines: number): string {
  const part = 'conv 8 3x3 same relu\nresidual <conv 8 3x3 same; bn>\nbn(eps 1e-5) -> 64x64x8\n';
  return `input 64x64x8\n${part.repeat(Math.ceil(lines / 3))}`;
}

/** The text, and with one more digit in the middle. */
function typed(lines: number): readonly [Source, Source] {
  const text = textOf(lines);
  const at = text.indexOf('conv 8', text.length / 2) + 'conv 8'.length;
  return [new Source('model.cnn', text), new Source('model.cnn', `${text.slice(0, at)}0${text.slice(at)}`)];
}

for (const lines of [100, 2000, 20_000]) {
  const [before, after] = typed(lines);
  const earlier = { ...parse(before), source: before };
  const measured = await interleave(
    {
      parse: () => Promise.resolve(void parse(after)),
      reparse: () => Promise.resolve(void reparse(earlier, after)),
    },
    rounds,
  );
  console.log(`${lines} lines: parse ${format(measured.parse)}, reparse ${format(measured.reparse)}`);
  if (lines === 2000)
    judge({
      what: 'reading around an edit against reading the whole text',
      value: measured.reparse.median / measured.parse.median,
      atMost: 0.3,
      show: (value) => `${value.toFixed(2)} times`,
    });
}
