// Every feature once, through a real server: conversations in test/golden/lsp/, the answer beside the text.

import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../cli/run-cnnc.js';
import { conversationIn } from './conversation.js';
import { Client, folderWith, uriOf } from './language-client.js';
import { readable } from './readable.js';
import { requests } from './requests.js';

const golden = join(root, 'test/golden/lsp');
const names = readdirSync(golden)
  .filter((name) => name.endsWith('.cnn'))
  .map((name) => name.replace('.cnn', ''));
const conversations = names.map((name) => {
  const file = join(golden, `${name}.cnn`);
  return { name, ...conversationIn(readFileSync(file, 'utf8'), file) };
});

const commands = ['cnnc.summary', 'cnnc.train', 'cnnc.build', 'cnnc.references', 'cnnc.explain'];
let folder: string;
let client: Client;

/** All conversations lie in one project, each in a folder of its own. */
beforeAll(async () => {
  const files = conversations.flatMap(({ name, files: own }) =>
    Object.entries(own).map(([file, text]): [string, string] => [`${name}/${file}`, text]),
  );
  folder = await folderWith({ 'package.json': '{}', ...Object.fromEntries(files) });
  client = await Client.start({ folder, options: { commands } });
});

afterAll(async () => {
  client.server.kill();
  await rm(folder, { recursive: true, force: true });
});

describe('a golden conversation', () => {
  it.each(conversations)('$name', async ({ name, request, argument, text, marks, files }) => {
    const uri = uriOf(join(folder, name, 'model.cnn'));
    await client.open(uri, text);
    const ask = requests[request];
    const answer = await ask({ client, uri, marks, argument }).catch((error: unknown) => error);
    const told = readable(answer, { folder: uriOf(join(folder, name)), texts: files });
    await expect(told).toMatchFileSnapshot(join(golden, `${name}.answer`));
  });

  it('asks each question at least once, and no others', () => {
    const asked = new Set(conversations.map(({ request }) => request));
    expect([...asked].sort()).toEqual(Object.keys(requests).sort());
  });

  it('has an answer for each text, and a text for each answer', () => {
    const answers = readdirSync(golden).filter((name) => name.endsWith('.answer'));
    expect(answers.map((name) => name.replace('.answer', '')).sort()).toEqual([...names].sort());
  });

  it('left no complaint in the log', () => {
    expect(client.logged).toEqual([]);
  });
});
