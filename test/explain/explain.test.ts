// `cnnc explain` through the program: pages, the list, and codes as people write them.

import { describe, expect, it } from 'vitest';
import { catalogue } from '../../compiler/diagnostics/catalogue.js';
import { cnnc } from '../cli/run-cnnc.js';
import { errorPages } from './error-page.js';

it('prints a page', async () => {
  const { status, stdout, stderr } = await cnnc(['explain', 'CNN301']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  await expect(stdout).toMatchFileSnapshot('../golden/explain/CNN301.txt');
});

it('says how to use it', async () => {
  const { stdout } = await cnnc(['explain', '--help']);
  await expect(stdout).toMatchFileSnapshot('../golden/explain/help.txt');
});

it('lists all codes without one', async () => {
  const { status, stdout } = await cnnc(['explain']);
  const lines = Object.entries(catalogue).map(([code, title]) => `${code}  ${title}\n`);
  expect({ status, stdout }).toEqual({ status: 0, stdout: lines.join('') });
});

it('knows every page', async () => {
  for (const { code, title } of errorPages()) {
    const { status, stdout } = await cnnc(['explain', code]);
    expect({ status, first: stdout.replace(/\n\n[^]*/, '').replaceAll('\n', ' ') }).toEqual({
      status: 0,
      first: title.slice(2),
    });
  }
});

describe('a code is understood', () => {
  it.each(['cnn301', '301', 'CNN-301', 'error[CNN301]:', '[cnn301]'])('%s', async (word) => {
    expect((await cnnc(['explain', word])).stdout).toMatch(/^CNN301: /);
  });
});

describe('a code that does not exist is refused with the nearest', () => {
  it.each([
    [
      'CNN320',
      'error: there is no diagnostic `CNN320`\n  help: the nearest is CNN306; `cnnc explain` lists all codes\n',
    ],
    [
      '307',
      'error: there is no diagnostic `CNN307`\n  help: the nearest is CNN306; `cnnc explain` lists all codes\n',
    ],
    [
      'CMN301',
      'error: there is no diagnostic `CMN301`\n  help: the nearest is CNN301; `cnnc explain` lists all codes\n',
    ],
    ['999', 'error: there is no diagnostic `CNN999`\n  help: `cnnc explain` lists all codes\n'],
    ['nonsense', 'error: there is no diagnostic `nonsense`\n  help: `cnnc explain` lists all codes\n'],
  ])('%s', async (word, said) => {
    expect(await cnnc(['explain', word])).toEqual({ status: 2, stdout: '', stderr: said });
  });
});
