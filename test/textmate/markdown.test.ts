// Fences of Markdown that say `cnn` are coloured as `.cnn`, and nothing around them is. The grammar of
// Markdown is a small one with the fences of VS Code's: an injection needs a grammar to go into.

import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { INITIAL } from 'vscode-textmate';
import { colours, grammarOf } from './colours.js';

const markdown = await grammarOf('text.html.markdown');
const cnn = await grammarOf('source.cnn');

/** Each word with its scopes, of `.cnn` alone. */
function scopesIn(grammar: typeof cnn, text: string): string[] {
  return colours(grammar, text).flatMap(({ start, end, scopes }) => {
    const own = scopes.filter((scope) => scope.endsWith('.cnn'));
    return own.length > 0 ? [`${text.slice(start, end)} ${own.join(' ')}`] : [];
  });
}

const network = 'input 28x28x1\nconv 8 3x3 relu # first\nconcat <conv 8 (3';

describe('a fence in Markdown', () => {
  it.each([
    ['of backticks', '```cnn', '```'],
    ['of tildes', '~~~cnn', '~~~'],
    ['in capitals', '``` CNN', '```'],
    ['with attributes', '````cnn title="a.cnn" {1,3}', '````'],
    ['with more behind a colon', '```cnn:model.cnn', '```'],
  ])('%s is coloured as .cnn, to its end', (_, open, close) => {
    const text = `# A conv layer\n\nconv 32 3x3\n\n${open}\n${network}\n${close}\n\nrelu and pool\n`;
    expect(scopesIn(markdown, text)).toEqual(scopesIn(cnn, network));
  });

  it('of another language is left alone', () => {
    expect(scopesIn(markdown, '```cnns\nconv 8 3x3\n```\n```ts\nconv 8\n```\n')).toEqual([]);
  });

  it('is a block of the language cnn to editors', () => {
    const { ruleStack } = markdown.tokenizeLine('```cnn', INITIAL);
    const { tokens } = markdown.tokenizeLine('relu', ruleStack);
    expect(tokens.map(({ scopes }) => scopes)).toEqual([
      [
        'text.html.markdown',
        'markup.fenced_code.block.markdown',
        'meta.embedded.block.cnn',
        'support.function.layer.cnn',
      ],
    ]);
  });
});

describe('the documents', () => {
  it.each(['README.md', ...globSync('docs/*.md').toSorted()])('%s', (file) => {
    const text = readFileSync(file, 'utf8');
    const fences = [...text.matchAll(/^```cnn\n([\s\S]*?)^```$/gm)].map(([, inside]) => inside);
    expect(scopesIn(markdown, text)).toEqual(fences.flatMap((inside) => scopesIn(cnn, inside)));
  });
});
