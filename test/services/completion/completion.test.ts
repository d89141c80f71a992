// What is offered at the cursor, as golden files that show the likeliest first.

import { describe, expect, test } from 'vitest';
import { complete, type Completion } from '../../../compiler/services/complete.js';
import { goldenFolder, lineAt } from '../cursor-text.js';
import { caseFiles, type Case } from './cases.js';

const paths = ['blocks.cnn', 'parts/stem.cnn', 'mnist/data/'];
const mostShown = 14;

describe('golden', () => {
  test.for(caseFiles('completion').map(({ name, cases }) => [name, cases] as const))(
    '%s',
    async ([name, cases]) => {
      const text = cases.map(shown).join('\n\n');
      await expect(`${text}\n`).toMatchFileSnapshot(`${goldenFolder('completion')}${name}.txt`);
    },
  );
});

function shown({ title, analysis, cursors }: Case): string {
  const offered = complete(analysis, cursors[0], { paths });
  const lines = offered.slice(0, mostShown).map(line);
  const left = offered.length - lines.length;
  const rest =
    left > 0
      ? [
          `  ... and ${left} more: ${offered
            .slice(mostShown)
            .map(({ label }) => label)
            .join(' ')}`,
        ]
      : [];
  return [
    `${title}\n  ${lineAt(analysis, cursors[0])}`,
    ...(offered.length > 0 ? lines : ['  nothing']),
    ...rest,
  ].join('\n');
}

function line({ label, kind, detail, text, isSnippet }: Completion): string {
  const written = isSnippet || text !== label ? `  writes ${text.replaceAll('\n', '⏎')}` : '';
  return `    ${label.padEnd(18)} ${kind.padEnd(10)} ${detail ?? ''}${written}`.trimEnd();
}
