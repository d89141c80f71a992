// What an editor shows over the words of texts, as golden files; and that every layer has something to show.

import { describe, expect, test } from 'vitest';
import { hover } from '../../../compiler/services/hover.js';
import { layers } from '../../../compiler/layers/index.js';
import { cursorText, cursorTexts, goldenFolder, lineAt, type CursorText } from '../cursor-text.js';

describe('golden', () => {
  test.for(cursorTexts('hover').map((text) => [text.name, text] as const))('%s', async ([name, text]) => {
    await expect(shown(text)).toMatchFileSnapshot(`${goldenFolder('hover')}${name}.md`);
  });
});

function shown({ analysis, cursors }: CursorText): string {
  const pages = cursors.map((offset) => {
    const found = hover(analysis, offset);
    const span = found && analysis.source.slice(found.span);
    return `\`\`\`\n${lineAt(analysis, offset)}\n\`\`\`\n\n${found ? `Over \`${span}\`:\n\n${found.markdown}` : 'Nothing.'}\n`;
  });
  return pages.join('\n---\n\n');
}

test.for([...layers.values()].map((layer) => [layer.word, layer.documentation] as const))(
  'over %s stands its shape and its documentation',
  ([word, { example, summary }]) => {
    const at = new RegExp(`(?<![\\w-])${word}(?![\\w-])`).exec(example)?.index ?? -1;
    const { analysis } = cursorText('example.cnn', example);
    const found = hover(analysis, at);
    expect(found?.markdown).toContain(summary);
    expect(found?.markdown).toMatch(/\d/);
    for (let offset = 0; offset <= example.length; offset++) hover(analysis, offset);
  },
);
