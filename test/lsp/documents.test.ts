// Texts as they come and go: edits that pour in, files that use each other, texts that lie nowhere, odd characters.

import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { Client, projectOf, uriOf } from './language-client.js';

const codes = ({ diagnostics }: PublishDiagnosticsParams) => diagnostics.map(({ code }) => code);
const isClean = ({ diagnostics }: PublishDiagnosticsParams) => diagnostics.length === 0;
const hasMistakes = ({ diagnostics }: PublishDiagnosticsParams) => diagnostics.length > 0;

async function changed(client: Client, path: string, type: 1 | 2 | 3): Promise<void> {
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: uriOf(path), type }],
  });
}

describe('edits', () => {
  it('that pour in: the last diagnostics are of the last text', async () => {
    const client = await Client.inTest();
    const uri = 'untitled:Untitled-1';
    await client.open(uri, '');
    const text = 'input 28x28x1\nconv 32 5x5 same relu\npool max 2\nkonv 3\n'.repeat(10).slice(0, 500);
    const end = { line: 0, character: 0 };
    for (const [i, character] of [...text].entries()) {
      await client.change(uri, i + 2, { range: { start: end, end }, text: character });
      if (character === '\n') Object.assign(end, { line: end.line + 1, character: 0 });
      else end.character++;
    }
    const last = await client.diagnosticsOf(uri, ({ version }) => version === text.length + 1);
    const other = await Client.inTest();
    await other.open(uri, text);
    expect(last.diagnostics).toEqual((await other.diagnosticsOf(uri)).diagnostics);
    expect(codes(last)).toContain('CNN201');
    // Fewer than one a keystroke: what is outdated at once is not worth telling.
    expect(client.published.length).toBeLessThan(text.length / 2);
  });

  it('in a text of 20,000 lines are answered', async () => {
    const client = await Client.inTest();
    const uri = 'untitled:large';
    await client.open(uri, `input 64x64x16\n${'conv 16 3x3 same relu\n'.repeat(20_000)}`);
    expect(isClean(await client.diagnosticsOf(uri))).toBe(true);
    const start = { line: 19_999, character: 0 };
    await client.change(uri, 2, { range: { start, end: start }, text: 'konv 3\n' });
    const { diagnostics } = await client.diagnosticsOf(uri, ({ version }) => version === 2);
    expect(diagnostics).toMatchObject([{ code: 'CNN201', range: { start } }]);
  });

  it('count in UTF-16, whatever ends the lines', async () => {
    const client = await Client.inTest();
    const uri = 'untitled:odd';
    await client.open(uri, 'input 28x28x1 # 🐱🐱\r\nconv 8 3x3 # é🐱\rkonv 3 # 𝔘\n');
    expect((await client.diagnosticsOf(uri)).diagnostics[0].range.start).toEqual({ line: 2, character: 0 });
    // In front of the second cat: a character of two units each.
    const at = { line: 0, character: 18 };
    await client.change(uri, 2, { range: { start: at, end: at }, text: '\r\npol 4 # ' });
    const { diagnostics } = await client.diagnosticsOf(uri, ({ version }) => version === 2);
    expect(diagnostics.map(({ range }) => range.start)).toEqual([
      { line: 1, character: 0 },
      { line: 3, character: 0 },
    ]);
  });
});

describe('a chain of files', () => {
  const files = {
    'package.json': '{}',
    'model.cnn': 'use "middle.cnn"\ninput 8x8x1\nMiddle 4\n',
    'middle.cnn': 'use "last.cnn"\nblock Middle(maps) {\n  Last maps\n}\n',
    'last.cnn': 'block Last(maps) {\n  conv maps 3x3\n}\n',
  };

  it('is checked again when the last of it is edited, open texts before the disk', async () => {
    const folder = await projectOf(files);
    const client = await Client.inTest({ folder });
    const [model, last] = ['model.cnn', 'last.cnn'].map((file) => uriOf(join(folder, file)));
    await client.open(model, files['model.cnn']);
    expect(isClean(await client.diagnosticsOf(model))).toBe(true);
    await client.open(last, files['last.cnn']);
    await client.change(last, 2, { text: files['last.cnn'].replace('3x3', '9x9') });
    expect(codes(await client.diagnosticsOf(last, hasMistakes))).toEqual(['CNN301']);
    expect((await client.diagnosticsOf(model, hasMistakes)).diagnostics).toMatchObject([
      { code: 'CNN301', range: { start: { line: 2, character: 0 } } },
    ]);
    await client.close(last);
    expect(isClean(await client.diagnosticsOf(model, isClean))).toBe(true);
    expect(isClean(await client.diagnosticsOf(last, isClean))).toBe(true);
  });

  it('breaks when a file of it goes, and mends when it comes back', async () => {
    const folder = await projectOf(files);
    const client = await Client.inTest({ folder });
    const path = join(folder, 'last.cnn');
    const middle = uriOf(join(folder, 'middle.cnn'));
    await client.open(middle, files['middle.cnn']);
    expect(isClean(await client.diagnosticsOf(middle))).toBe(true);
    await rm(path);
    await changed(client, path, 3);
    expect(codes(await client.diagnosticsOf(middle, hasMistakes))).toContain('CNN211');
    await writeFile(path, files['last.cnn']);
    await changed(client, path, 1);
    expect(isClean(await client.diagnosticsOf(middle, isClean))).toBe(true);
  });
});

describe('the workspace', () => {
  const wrong = 'input 8x8x1\nkonv 3\n';

  it('is checked though nobody opened it, and again when a file changes', async () => {
    const folder = await projectOf({ 'nets/wrong.cnn': wrong });
    const client = await Client.inTest({ folder });
    const path = join(folder, 'nets/wrong.cnn');
    const found = await client.diagnosticsOf(uriOf(path), hasMistakes);
    expect([codes(found), found.version]).toEqual([['CNN201'], undefined]);
    expect(client.registered).toContain('workspace/didChangeWatchedFiles');
    await writeFile(path, 'input 8x8x1\nconv 3 3x3\n');
    await changed(client, path, 2);
    expect(isClean(await client.diagnosticsOf(uriOf(path), isClean))).toBe(true);
  });

  it('is not where the person does not want it, and what was told of a closed text is taken back', async () => {
    const folder = await projectOf({ 'wrong.cnn': wrong });
    const client = await Client.inTest({ folder, settings: { workspaceDiagnostics: false } });
    const uri = uriOf(join(folder, 'wrong.cnn'));
    await client.open(uri, wrong);
    await client.diagnosticsOf(uri, hasMistakes);
    await client.close(uri);
    expect(isClean(await client.diagnosticsOf(uri, isClean))).toBe(true);
  });

  it('follows cnnc.config.json, and says what is wrong in it', async () => {
    const folder = await projectOf({
      'cnnc.config.json': '{ "lints": { "CNN611": "error" } }',
      'model.cnn': 'param unused = 1\ninput 8x8x1\nconv 3 3x3\n',
    });
    const client = await Client.inTest({ folder });
    const [model, config] = ['model.cnn', 'cnnc.config.json'].map((file) => join(folder, file));
    const found = await client.diagnosticsOf(uriOf(model), hasMistakes);
    expect(found.diagnostics).toMatchObject([{ code: 'CNN611', severity: 1, tags: [1] }]);
    await writeFile(config, '{ "lints": { "CNN999": "error" } }');
    await changed(client, config, 2);
    const { diagnostics } = await client.diagnosticsOf(uriOf(config), hasMistakes);
    expect(diagnostics[0].message).toMatch(/there is no lint "CNN999"\nhelp: /);
    expect(diagnostics[0].range.start).toEqual({ line: 0, character: 13 });
  });
});

describe('a text outside of the workspace', () => {
  it.each(['untitled:Untitled-1', 'vscode-vfs://github/owner/nets/model.cnn', 'git:/nets/model.cnn?ref'])(
    'is checked: %s',
    async (uri) => {
      const client = await Client.inTest();
      await client.open(uri, 'use "blocks.cnn"\ninput 8x8x1\nkonv 3\n');
      expect(codes(await client.diagnosticsOf(uri))).toContain('CNN211');
      await client.close(uri);
      expect(isClean(await client.diagnosticsOf(uri, isClean))).toBe(true);
      expect(await client.end()).toBe(0);
    },
  );
});
