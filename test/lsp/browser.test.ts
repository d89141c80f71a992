// The server as a web worker: it has no files, asks the editor for them, and checks again when they are there.

import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { expect, it, onTestFinished } from 'vitest';
import { root } from '../cli/run-cnnc.js';

interface Message {
  readonly id?: unknown;
  readonly method?: string;
  readonly params?: { readonly uri?: string; readonly diagnostics?: readonly { readonly code: string }[] };
  readonly result?: unknown;
}

/** What a worker of a browser has, of what the server uses. */
const surroundings = `
const { parentPort } = require('node:worker_threads');
globalThis.postMessage = (message) => parentPort.postMessage(message);
globalThis.addEventListener = () => undefined;
parentPort.on('message', (data) => globalThis.onmessage({ data }));
`;

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['editors/language-server/browser.ts'],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    alias: { 'lodash-es': 'es-toolkit/compat' },
    define: { CNNC_PAGES: JSON.stringify({ CNN301: '# CNN301' }) },
  });
  return outputFiles[0].text;
}

class WorkerEditor {
  private readonly worker: Worker;
  private readonly messages: Message[] = [];
  private wake: () => void = () => undefined;
  private readonly files: Readonly<Record<string, string>>;

  constructor(script: string, files: Readonly<Record<string, string>>) {
    this.files = files;
    this.worker = new Worker(surroundings + script, { eval: true });
    onTestFinished(async () => {
      await this.worker.terminate();
    });
    this.worker.on('message', (message: Message) => {
      if (message.method !== undefined && message.id !== undefined) this.answer(message);
      this.messages.push(message);
      this.wake();
    });
  }

  send(method: string, params: object, id?: number): void {
    this.worker.postMessage({ jsonrpc: '2.0', method, params, ...(id !== undefined && { id }) });
  }

  async next(isWanted: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const found = this.messages.find(isWanted);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  private answer({ id, method, params }: Message): void {
    const uri = params?.uri ?? '';
    const result =
      method === 'cnnc/readFile' ? { text: this.files[uri] ?? null } : { uris: Object.keys(this.files) };
    this.worker.postMessage({ jsonrpc: '2.0', id, result });
  }
}

it('checks what the editor hands over', async () => {
  const folder = 'vscode-vfs://github/owner/nets';
  const editor = new WorkerEditor(await bundled(), {
    [`${folder}/blocks.cnn`]: 'block Twice(maps) {\n  conv maps 3x3\n  conv maps 9x9\n}\n',
    [`${folder}/wrong.cnn`]: 'input 8x8x1\nkonv 3\n',
    [`${folder}/cnnc.config.json`]: '{ "lints": { "CNN611": "error" } }',
  });
  const capabilities = { textDocument: { publishDiagnostics: {} } };
  editor.send('initialize', { capabilities, workspaceFolders: [{ uri: folder, name: 'nets' }] }, 1);
  await editor.next(({ id }) => id === 1);
  editor.send('initialized', {});
  const uri = `${folder}/model.cnn`;
  const text = 'param unused = 1\nuse "blocks.cnn"\ninput 8x8x1\nTwice 4\n';
  editor.send('textDocument/didOpen', { textDocument: { uri, languageId: 'cnn', version: 1, text } });
  const told = (of: string) => (message: Message) =>
    message.method === 'textDocument/publishDiagnostics' && message.params?.uri === of;
  const codes = async (of: string) =>
    (await editor.next(told(of))).params?.diagnostics?.map(({ code }) => code);
  // What is still on its way is no mistake.
  expect(await codes(uri)).toEqual(['CNN301']);
  expect(await codes(`${folder}/blocks.cnn`)).toEqual(['CNN301']);
  expect(await codes(`${folder}/wrong.cnn`)).toEqual(['CNN201']);
  editor.send('cnnc/explain', { code: 'CNN301' }, 2);
  expect((await editor.next(({ id, method }) => id === 2 && method === undefined)).result).toEqual({
    markdown: '# CNN301',
  });
});
