// How layers, blocks and functions are written around the cursor, as golden files that mark what comes next.

import { describe, expect, test } from 'vitest';
import { layers } from '../../../compiler/layers/index.js';
import { signatureHelp } from '../../../compiler/services/signature-help.js';
import { cursorText, goldenFolder, lineAt } from '../cursor-text.js';
import { caseFiles, type Case } from '../completion/cases.js';

describe('golden', () => {
  test.for(caseFiles('signature-help').map(({ name, cases }) => [name, cases] as const))(
    '%s',
    async ([name, cases]) => {
      const text = cases.map(shown).join('\n\n');
      await expect(`${text}\n`).toMatchFileSnapshot(`${goldenFolder('signature-help')}${name}.txt`);
    },
  );
});

function shown({ title, analysis, cursors }: Case): string {
  const lines = [title, `  ${lineAt(analysis, cursors[0])}`];
  const help = signatureHelp(analysis, cursors[0]);
  if (help === undefined) return [...lines, '  nothing'].join('\n');
  const active = help.parameters.at(help.activeParameter);
  const [start, end] = active?.label ?? [0, 0];
  const mark = ' '.repeat(start) + '^'.repeat(end - start);
  return [...lines, `    ${help.label}`, `    ${mark} ${active?.documentation ?? ''}`.trimEnd()].join('\n');
}

test.for([...layers.keys()])('every part of %s stands in its label', (word) => {
  const { analysis, cursors } = cursorText('model.cnn', `input 8x8x4\n${word} ‸`);
  const help = signatureHelp(analysis, cursors[0]);
  const parts = help?.parameters.map(({ label: [start, end] }) => help.label.slice(start, end));
  expect([word, ...(parts ?? [])].join(' ')).toBe(help?.label);
});
