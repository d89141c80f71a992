// What the server asks for where it has no files of its own: in a worker, or of a repository that lies elsewhere.

import { FileType, RelativePattern, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  findModelsMethod,
  listFolderMethod,
  readFileMethod,
  type FindModelsAnswer,
  type FindModelsParams,
  type ListFolderAnswer,
  type OfText,
  type ReadFileAnswer,
} from '../../language-server/protocol.js';

export function answerRequests(client: BaseLanguageClient): void {
  client.onRequest(readFileMethod, ({ uri }: OfText) => readFile(Uri.parse(uri, true)));
  client.onRequest(listFolderMethod, ({ uri }: OfText) => listFolder(Uri.parse(uri, true)));
  client.onRequest(findModelsMethod, findModels);
}

async function readFile(file: Uri): Promise<ReadFileAnswer> {
  try {
    return { text: new TextDecoder().decode(await workspace.fs.readFile(file)) };
  } catch {
    // A `use` of what is not there is a mistake of the text, and the server says so.
    return { text: null };
  }
}

async function listFolder(folder: Uri): Promise<ListFolderAnswer> {
  try {
    const entries = await workspace.fs.readDirectory(folder);
    return {
      entries: entries.map(([name, type]) => ({ name, isFolder: (type & FileType.Directory) !== 0 })),
    };
  } catch {
    return { entries: [] };
  }
}

async function findModels({ folders }: FindModelsParams): Promise<FindModelsAnswer> {
  const found = await Promise.all(
    folders.map((folder) => workspace.findFiles(new RelativePattern(Uri.parse(folder, true), '**/*.cnn'))),
  );
  return { uris: found.flat().map(String) };
}
