// Files as the editor around a web worker hands them over: it is asked, and answers later.

import type { Connection } from 'vscode-languageserver';
import type { FileText, Host } from './host.js';
import {
  findModelsMethod,
  listFolderMethod,
  readFileMethod,
  type FindModelsAnswer,
  type ListFolderAnswer,
  type ReadFileAnswer,
} from './protocol.js';
import { above, lastPart, nameOf, uriOf } from './text-name.js';

/** Written in by the build: there are no files beside a worker. */
declare const CNNC_PAGES: Readonly<Record<string, string>> | undefined;

export function browserHost(connection: Connection): Host {
  const ask = <Answer>(method: string, params: object) => connection.sendRequest<Answer>(method, params);
  return {
    readFile: (name) => readThrough(ask, name),

    async listFolder(folder) {
      const { entries } = await ask<ListFolderAnswer>(listFolderMethod, { uri: uriOf(folder) });
      return entries;
    },

    async findModels(folders) {
      const { uris } = await ask<FindModelsAnswer>(findModelsMethod, { folders: folders.map(uriOf) });
      return uris.map(nameOf);
    },

    isTop: (folder) => above(folder) === undefined,

    page: async (code) => (typeof CNNC_PAGES === 'object' ? CNNC_PAGES[code] : undefined),
  };
}

async function readThrough(
  ask: (method: string, params: object) => Promise<ReadFileAnswer>,
  name: string,
): Promise<FileText> {
  const { text } = await ask(readFileMethod, { uri: uriOf(name) });
  if (text !== null) return { text };
  return {
    failure: `there is no file \`${lastPart(name)}\``,
    remedy: 'check the path: it is relative to this file',
  };
}
