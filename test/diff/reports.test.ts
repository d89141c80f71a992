// What a reviewer reads: pairs of texts in `test/golden/diff/`, and networks of the zoo with a line edited.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile, type Compilation } from '../../compiler/index.js';
import { difference, type Difference } from '../../compiler/diff/difference.js';
import { differenceAsJson } from '../../compiler/diff/json.js';
import { differenceAsMarkdown } from '../../compiler/diff/markdown.js';
import { renderDifference } from '../../compiler/diff/render.js';

const golden = new URL('../golden/diff/', import.meta.url);
const zoo = new URL('../../examples/zoo/', import.meta.url);
const names = readdirSync(golden)
  .filter((file) => file.endsWith('.before.cnn'))
  .map((file) => file.slice(0, -'.before.cnn'.length));

function compiled(folder: URL, file: string, edit = (text: string) => text, set = {}): Compilation {
  return compile(edit(readFileSync(new URL(file, folder), 'utf8')), { file, set });
}

function report(found: Difference, all = false): string {
  return renderDifference(found, { color: false, width: 100, all });
}

describe('pairs of texts', () => {
  it.each(names)('%s', async (name) => {
    const found = difference(compiled(golden, `${name}.before.cnn`), compiled(golden, `${name}.after.cnn`));
    await expect(report(found)).toMatchFileSnapshot(`../golden/diff/${name}.txt`);
  });

  it.each(['changed-maps', 'inserted-layer', 'mistake', 'settings-alone'])('%s in Markdown', async (name) => {
    const found = difference(compiled(golden, `${name}.before.cnn`), compiled(golden, `${name}.after.cnn`));
    await expect(differenceAsMarkdown(found, { all: false })).toMatchFileSnapshot(
      `../golden/diff/${name}.md`,
    );
  });

  it('changed-maps as JSON', async () => {
    const found = difference(
      compiled(golden, 'changed-maps.before.cnn'),
      compiled(golden, 'changed-maps.after.cnn'),
    );
    const text = `${JSON.stringify(differenceAsJson(found), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot('../golden/diff/changed-maps.json');
  });
});

describe('the zoo', () => {
  const wider = (text: string): string =>
    text.replaceAll(
      'conv maps 3x3 stride choose(i == 0, step, 1) pad 1',
      'conv maps 5x5 stride choose(i == 0, step, 1) pad 2',
    );
  const inception = (text: string): string =>
    text.replace('<128, 128 256, 24 64, 64>', '<128, 128 288, 24 64, 64>');
  const padded = (text: string): string =>
    text.replaceAll('conv maps 3x3 relu', 'conv maps 3x3 same relu').replace(/-> [0-9x]+/g, '');
  const cases = [
    ['resnet-152-wider', 'resnet.cnn', wider, { depth: 152 }, { depth: 152 }],
    ['resnet-18-34', 'resnet.cnn', undefined, { depth: 18 }, { depth: 34 }],
    ['resnet-34-50', 'resnet.cnn', undefined, { depth: 34 }, { depth: 50 }],
    ['googlenet-inception', 'googlenet.cnn', inception, {}, {}],
    ['u-net-padded', 'u-net.cnn', padded, {}, {}],
  ] as const;

  it.each(cases)('%s stays short', async (name, file, edit, before, after) => {
    const found = difference(compiled(zoo, file, undefined, before), compiled(zoo, file, edit, after));
    expect(report(found).split('\n').length).toBeLessThan(45);
    await expect(report(found)).toMatchFileSnapshot(`../golden/diff/zoo-${name}.txt`);
  });

  it.each(readdirSync(zoo).filter((file) => file.endsWith('.cnn')))('%s is equal to itself', (file) => {
    expect(report(difference(compiled(zoo, file), compiled(zoo, file)))).toContain('No differences: ');
  });
});
