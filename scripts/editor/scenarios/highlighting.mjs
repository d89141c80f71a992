// The grammar: words of different kinds have different colours, in a network and in a fence of Markdown.

import assert from 'node:assert/strict';

export const title = 'highlighting';

export async function run({ workbench, picture }) {
  await workbench.openFile('digits.cnn');
  await coloursDiffer(workbench, 'conv 16 3x3', { layer: 'conv', number: '16', option: 'same' });
  await picture('highlighting');
  await workbench.openFile('notes.md');
  await coloursDiffer(workbench, 'conv 16 3x3', {
    layer: 'conv',
    number: '16',
    option: 'same',
    comment: '# edges',
  });
  await picture('highlighting-markdown');
}

/** The grammar loads after the text, so that the colours come late. */
async function coloursDiffer(workbench, line, words) {
  const colours = await workbench.until(`colours in ${line}`, async () => {
    const found = await Promise.all(
      Object.entries(words).map(async ([kind, word]) => [kind, await workbench.colour(line, word)]),
    ).catch(() => undefined);
    return (
      found?.every(([, colour]) => colour !== undefined) &&
      new Set(found.map(([, colour]) => colour)).size === found.length &&
      found
    );
  });
  assert.equal(colours.length, Object.keys(words).length);
}
