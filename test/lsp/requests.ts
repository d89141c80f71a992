// What a golden conversation may ask, by its name in the first line, and how it is said in the protocol.

import type { Position } from 'vscode-languageserver/node';
import type { Client } from './language-client.js';

export interface Question {
  readonly client: Client;
  readonly uri: string;
  readonly marks: readonly Position[];
  readonly argument: string;
}

type Ask = (question: Question) => Promise<unknown>;

const about =
  (method: string, more: object = {}): Ask =>
  ({ client, uri }) =>
    client.ask(method, { uri, textDocument: { uri }, ...more });

const at =
  (method: string, more: (argument: string) => object = () => ({})): Ask =>
  ({ client, uri, marks: [position], argument }) =>
    client.ask(method, { textDocument: { uri }, position, ...more(argument) });

const within =
  (method: string, more: (question: Question) => object | Promise<object> = () => ({})): Ask =>
  async (question) => {
    const { client, uri, marks } = question;
    const range = { start: marks[0], end: marks.at(-1) };
    return client.ask(method, { textDocument: { uri }, range, ...(await more(question)) });
  };

const layout = { options: { tabSize: 2, insertSpaces: true } };

export const requests: Readonly<Record<string, Ask>> = {
  diagnostics: async ({ client, uri }) => (await client.diagnosticsOf(uri)).diagnostics,
  hover: at('textDocument/hover'),
  completion: at('textDocument/completion'),
  'signature-help': at('textDocument/signatureHelp'),
  definition: at('textDocument/definition'),
  references: at('textDocument/references', () => ({ context: { includeDeclaration: true } })),
  uses: at('textDocument/references', () => ({ context: { includeDeclaration: false } })),
  highlights: at('textDocument/documentHighlight'),
  'prepare-rename': at('textDocument/prepareRename'),
  rename: at('textDocument/rename', (newName) => ({ newName })),
  outline: about('textDocument/documentSymbol'),
  'workspace-symbols': ({ client, argument }) => client.ask('workspace/symbol', { query: argument }),
  folding: about('textDocument/foldingRange'),
  selection: ({ client, uri, marks }) =>
    client.ask('textDocument/selectionRange', { textDocument: { uri }, positions: marks }),
  links: about('textDocument/documentLink'),
  lenses: about('textDocument/codeLens'),
  hints: within('textDocument/inlayHint'),
  tokens: about('textDocument/semanticTokens/full'),
  'tokens-within': within('textDocument/semanticTokens/range'),
  actions: within('textDocument/codeAction', async ({ client, uri, argument }) => {
    const { diagnostics } = await client.diagnosticsOf(uri);
    return { context: { diagnostics, ...(argument !== '' && { only: [argument] }) } };
  }),
  formatting: about('textDocument/formatting', layout),
  'formatting-within': within('textDocument/rangeFormatting', () => layout),
  summary: about('cnnc/summary'),
  graph: about('cnnc/graph'),
  explain: ({ client, argument }) => client.ask('cnnc/explain', { code: argument }),
};
