// The shapes behind the lines of texts, as golden files; and that a long text is told of quickly.

import { describe, expect, test } from 'vitest';
import { inlayHints } from '../../../compiler/services/inlay-hints.js';
import { cursorText, cursorTexts, goldenFolder, type CursorText } from '../cursor-text.js';

describe('golden', () => {
  test.for(cursorTexts('inlay-hints').map((text) => [text.name, text] as const))(
    '%s',
    async ([name, text]) => {
      await expect(shown(text)).toMatchFileSnapshot(`${goldenFolder('inlay-hints')}${name}.txt`);
    },
  );
});

/** The text with its hints in it. */
function shown({ analysis }: CursorText): string {
  const { text } = analysis.source;
  const hints = inlayHints(analysis, { start: 0, end: text.length });
  let end = 0;
  let line = '';
  for (const { offset, label, tooltip } of hints) {
    line += `${text.slice(end, offset)} ⟦${label}${tooltip ? ` | ${tooltip}` : ''}⟧`;
    end = offset;
  }
  return line + text.slice(end);
}

test('only those within the range are told', () => {
  const { analysis } = cursorText('model.cnn', 'input 8x8x1\nconv 2 3x3\nconv 4 3x3\nconv 6 3x3\n');
  const second = analysis.source.line(3);
  const start = analysis.source.text.indexOf(second);
  const hints = inlayHints(analysis, { start, end: start + second.length });
  expect(hints).toEqual([{ offset: start + second.length, label: '→ 4x4x4' }]);
});
