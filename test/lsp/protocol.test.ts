// The protocol itself: what is malformed, in the wrong order or unknown is answered as JSON-RPC wants it, nothing
// ends the server but the editor, and its exit status says how.

import { describe, expect, it } from 'vitest';
import { Client } from './language-client.js';
import { RawClient } from './raw-client.js';

const position = { line: 0, character: 0 };

const malformed: readonly (readonly [what: string, method: string, params: unknown])[] = [
  ['no parameters', 'textDocument/hover', undefined],
  ['a list', 'textDocument/hover', []],
  ['no text', 'textDocument/hover', { position }],
  ['a URI that is none', 'textDocument/hover', { textDocument: { uri: 7 }, position }],
  ['no position', 'textDocument/hover', { textDocument: { uri: 'untitled:a' } }],
  [
    'a position before the start',
    'textDocument/hover',
    { textDocument: { uri: 'untitled:a' }, position: { line: -1, character: 0 } },
  ],
  [
    'half a range',
    'textDocument/inlayHint',
    { textDocument: { uri: 'untitled:a' }, range: { start: position } },
  ],
  ['a code that is none', 'cnnc/explain', { code: '../../package' }],
];

describe('what is malformed', () => {
  it('is answered, and the next request too', async () => {
    const client = new RawClient();
    await client.initialize();
    client.sendText('{ "jsonrpc": "2.0", ');
    expect((await client.answer(null)).error?.code).toBe(-32700);
    for (const message of ['[]', '{}', '7', '{ "jsonrpc": "2.0", "id": null }', '{ "method": "exit" }']) {
      client.sendText(message);
      expect((await client.answer(null)).error?.code, message).toBe(-32600);
    }
    client.send({ jsonrpc: '2.0', id: 5, method: 7 });
    expect((await client.answer(5)).error?.code).toBe(-32600);
    client.send({ jsonrpc: '2.0', id: 6, method: 'cnnc/explain', params: { code: 'CNN301' } });
    expect((await client.answer(6)).result).toHaveProperty('markdown');
  });

  it('in the parameters of a request is refused', async () => {
    const client = new RawClient();
    await client.initialize();
    const textDocument = { uri: 'untitled:a', languageId: 'cnn', version: 1, text: 'input 8x8x1\n' };
    client.send({ jsonrpc: '2.0', method: 'textDocument/didOpen', params: { textDocument } });
    for (const [what, method, params] of malformed) {
      client.send({ jsonrpc: '2.0', id: what, method, params });
      expect((await client.answer(what)).error?.code, what).toBe(-32602);
    }
  });

  it('in a notification does no harm', async () => {
    const client = new RawClient();
    await client.initialize();
    for (const params of [undefined, [], {}, { textDocument: {} }, { textDocument: { uri: 'untitled:a' } }])
      for (const what of ['didOpen', 'didChange', 'didClose'])
        client.send({ jsonrpc: '2.0', method: `textDocument/${what}`, params });
    client.send({ jsonrpc: '2.0', method: 'workspace/didChangeWatchedFiles', params: { changes: [{}] } });
    client.send({ jsonrpc: '2.0', method: 'workspace/didChangeConfiguration', params: 7 });
    client.send({ jsonrpc: '2.0', method: 'no/such/notification', params: {} });
    client.send({ jsonrpc: '2.0', id: 1, method: 'workspace/symbol', params: { query: '' } });
    expect((await client.answer(1)).result).toEqual([]);
  });
});

describe('the order', () => {
  it('begins with initialize, once', async () => {
    const client = new RawClient();
    client.send({ jsonrpc: '2.0', id: 1, method: 'textDocument/hover', params: {} });
    expect((await client.answer(1)).error?.code).toBe(-32002);
    expect((await client.initialize()).result).toHaveProperty('capabilities');
    expect((await client.initialize()).error?.code).toBe(-32600);
    client.send({ jsonrpc: '2.0', id: 2, method: 'no/such/request', params: {} });
    expect((await client.answer(2)).error?.code).toBe(-32601);
  });

  it('ends with shutdown and exit: status 0', async () => {
    const client = new RawClient();
    await client.initialize();
    client.send({ jsonrpc: '2.0', id: 1, method: 'shutdown' });
    expect(await client.answer(1)).toMatchObject({ result: null });
    client.send({ jsonrpc: '2.0', id: 2, method: 'workspace/symbol', params: { query: '' } });
    expect((await client.answer(2)).error?.code).toBe(-32600);
    client.send({ jsonrpc: '2.0', method: 'exit' });
    expect(await client.ended).toBe(0);
  });

  it('with exit alone, or where the input closes: status 1', async () => {
    const [exiting, closing] = [new RawClient(), new RawClient()];
    await exiting.initialize();
    exiting.send({ jsonrpc: '2.0', method: 'exit' });
    closing.closeInput();
    expect(await Promise.all([exiting.ended, closing.ended])).toEqual([1, 1]);
  });
});

describe('an editor', () => {
  it('that takes no pushed diagnostics asks for them', async () => {
    const client = await Client.inTest({ capabilities: { textDocument: { diagnostic: {} } } });
    const uri = 'untitled:Untitled-1';
    await client.open(uri, 'input 8x8x1\nkonv 3\n');
    const report = await client.ask<{ items: unknown[] }>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    expect(report).toMatchObject({ kind: 'full', items: [{ code: 'CNN201' }] });
    expect(client.published).toEqual([]);
  });

  it('that cancels gets no answer, and what it asked of an older text neither', async () => {
    const client = await Client.inTest();
    const uri = 'untitled:Untitled-1';
    await client.open(uri, 'input 8x8x1\n');
    await client.diagnosticsOf(uri);
    const outline = () =>
      client
        .ask('textDocument/documentSymbol', { textDocument: { uri } })
        .catch((error: unknown) => (error as { code: number }).code);
    // Whether the next change is there before the answer depends on what else the machine does.
    let answer: unknown;
    for (let version = 2; answer !== -32801 && version < 100; version += 2) {
      await client.change(uri, version, { text: `input 8x8x${version}\n` });
      const asked = outline();
      await client.change(uri, version + 1, { text: `input 8x8x${version + 1}\n` });
      answer = await asked;
      if (answer !== -32801) expect(answer).toMatchObject([{ name: `input 8x8x${version}` }]);
    }
    expect(answer).toBe(-32801);
    expect(await outline()).toBeInstanceOf(Array);
  });
});
