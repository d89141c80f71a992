// The Prettier plugin, through Prettier's own API: the layout of `cnnc fmt`, wherever Prettier formats.

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { check, format, formatWithCursor, getFileInfo, type Options } from 'prettier';
import { expect, it } from 'vitest';
import plugin from '../../editors/prettier-plugin-cnn/index.js';
import { folderWith, root } from '../cli/run-cnnc.js';
import { formatted } from './formatted.js';

const messy = 'input   28x28x1\nconv 8 3x3 same->28x28x8 # edges\n\n\n\npool max 2\n';
const options: Options = { filepath: 'model.cnn', plugins: [plugin] };

it('formats as `cnnc fmt` does', async () => {
  expect(await format(messy, options)).toBe(formatted(messy));
  const golden = readFileSync(join(root, 'test/golden/fmt/branches.cnn'), 'utf8');
  expect(await format(golden, options)).toBe(formatted(golden));
});

it.each(['examples/zoo/googlenet.cnn', 'examples/zoo/u-net.cnn'])(
  'finds nothing to change in %s',
  async (file) => {
    expect(await check(readFileSync(join(root, file), 'utf8'), options)).toBe(true);
  },
);

it('is found by the name of the file, and by the language of VS Code', async () => {
  expect(await getFileInfo('a/model.cnn', { plugins: [plugin] })).toMatchObject({ inferredParser: 'cnn' });
  expect(plugin.languages[0].vscodeLanguageIds).toEqual(['cnn']);
});

it('has no options but the line ends', async () => {
  const narrow = { ...options, printWidth: 20, tabWidth: 8, useTabs: true };
  expect(await format(messy, narrow)).toBe(formatted(messy));
  expect(await format(messy, { ...options, endOfLine: 'crlf' })).toBe(
    formatted(messy).replaceAll('\n', '\r\n'),
  );
  expect(await format(messy.replaceAll('\n', '\r\n'), options)).toBe(formatted(messy));
});

it('keeps the cursor at its word', async () => {
  const { formatted: after, cursorOffset } = await formatWithCursor(messy, {
    ...options,
    cursorOffset: messy.indexOf('pool'),
  });
  expect(after.slice(cursorOffset)).toBe('pool max 2\n');
});

it('formats fences in Markdown', async () => {
  const page = `# A page\n\n\`\`\`cnn\n${messy}\`\`\`\n`;
  const after = await format(page, { filepath: 'page.md', plugins: [plugin] });
  expect(after).toBe(`# A page\n\n\`\`\`cnn\n${formatted(messy)}\`\`\`\n`);
});

it('refuses a text with mistakes of form, and says where', async () => {
  const outcome = format('input 8\nconv 8 3x3 = =\n', options);
  await expect(outcome).rejects.toMatchObject({
    name: 'SyntaxError',
    loc: { start: { line: 2, column: 12 } },
  });
});

it('formats an empty text', async () => {
  expect(await format('\n\n', options)).toBe('');
});

it('works as the package that is published', async () => {
  const folder = await folderWith();
  const bundle = join(folder, 'index.mjs');
  await promisify(execFile)(process.execPath, ['build.mjs', bundle], {
    cwd: join(root, 'editors/prettier-plugin-cnn'),
  });
  const published = (await import(pathToFileURL(bundle).href)) as { default: typeof plugin };
  expect(await format(messy, { ...options, plugins: [published.default] })).toBe(formatted(messy));
});
