// Texts that are large or deep on purpose: none throws, and each takes seconds at most.

import { describe, expect, it } from 'vitest';
import { longestText } from '../../grammar/lexer.js';
import { print } from '../../grammar/print/print.js';
import { Source } from '../../grammar/source.js';
import { formatted } from './formatted.js';

function nested(opener: string, inside: string, closer: string, depth = 63): string {
  return opener.repeat(depth) + inside + closer.repeat(depth);
}

/** Without blanks, line breaks and semicolons. */
function words(text: string): string {
  return text.replace(/[ \n;]+/g, '');
}

describe('large texts', () => {
  it.each([
    ['30,000 lines', 'conv 32 3x3 same relu -> 28x28x32\n'.repeat(30_000)],
    ['50,000 layers on one line', 'relu; '.repeat(50_000)],
    ['50,000 branches on one line', `concat <${Array(50_000).fill('relu').join(' | ')}>`],
    ['150,000 arguments', `conv${' 1'.repeat(150_000)}`],
    ['50,000 arguments of a function', `param n = max(${Array(50_000).fill('1').join(',')})`],
    ['20,000 parameters', `block B(${Array.from({ length: 20_000 }, (_, i) => `p${i}x = 1`).join(', ')}) {}`],
    ['20,000 cases', `if 0 { relu }${' else if 0 { relu }'.repeat(20_000)}`],
    ['a table of 20,000 lines', 'Stage 6  24 2 2\nStage 6 160 3 2\n'.repeat(10_000)],
    ['100,000 comments', '# note\n'.repeat(100_000)],
    ['4 MB of blanks', ' '.repeat(longestText)],
    ['a comment of 3 MB of blanks', `#${' '.repeat(2_000_000)}x${' '.repeat(1_000_000)}`],
    ['words of settings of 1,000 letters', `train {\n${`${'a'.repeat(1000)} 1\nb 2\n`.repeat(1000)}}`],
  ])('%s', (_, text) => {
    // That it stays so when formatted again, shorter texts show.
    expect(words(formatted(text))).toBe(words(text));
  });
});

describe('deep texts', () => {
  it.each([
    ['bodies', nested('repeat 1 { ', 'relu', ' }', 64)],
    ['branches', nested('concat <', 'relu | tanh', '>', 64)],
    ['parentheses', `param n = ${nested('(', '1', ')', 64)}`],
    ['bodies with much in them', nested('repeat 1 {', 'relu; tanh\n'.repeat(1000), '}')],
    ['bodies on long lines', nested('repeat 1 {', 'relu; tanh; '.repeat(1000), '}')],
    ['mixed', nested('repeat 1 { add <relu | if 1 {', 'relu', '}> }', 21)],
  ])('%s', (_, text) => {
    const after = formatted(text);
    expect(formatted(after)).toBe(after);
  });

  it('what formatting would make too long to read stays as it is', () => {
    const text = nested('repeat 1 {', 'A\n'.repeat(100_000), '}');
    const printed = print(new Source('model.cnn', text));
    expect(printed.text).toBe(text);
    expect(printed.errors.map(({ kind }) => kind)).toEqual(['too-long']);
  });
});
