// What the editor can do, and wants.

import type { InitializeParams } from 'vscode-languageserver';
import { fieldOf } from './settings.js';
import { nameOf } from './text-name.js';

export interface Client {
  readonly name: string;
  readonly commands: ReadonlySet<string>;
  readonly takesPushedDiagnostics: boolean;
  readonly pullsDiagnostics: boolean;
  readonly takesRelatedPlaces: boolean;
  readonly takesTags: boolean;
  readonly takesSnippets: boolean;
  readonly takesVersionedEdits: boolean;
  readonly watchesFiles: boolean;
  readonly tellsSettings: boolean;
  readonly registersSettings: boolean;
  readonly tellsFolders: boolean;
  readonly refreshes: {
    readonly inlayHints: boolean;
    readonly codeLenses: boolean;
    readonly semanticTokens: boolean;
    readonly diagnostics: boolean;
  };
  /** The names of the folders that are open. */
  readonly folders: readonly string[];
  /** Those that came with the greeting. */
  readonly settings: unknown;
}

export function clientOf(params: InitializeParams): Client {
  const { capabilities, clientInfo } = params;
  const { textDocument = {}, workspace = {} } = capabilities;
  const { publishDiagnostics } = textDocument;
  const options: unknown = params.initializationOptions;
  return {
    name: clientInfo?.name ?? 'an editor',
    commands: new Set(wordsIn(fieldOf(options, 'commands'))),
    takesPushedDiagnostics: publishDiagnostics !== undefined,
    pullsDiagnostics: textDocument.diagnostic !== undefined,
    takesRelatedPlaces: publishDiagnostics?.relatedInformation === true,
    takesTags: publishDiagnostics?.tagSupport !== undefined,
    takesSnippets: textDocument.completion?.completionItem?.snippetSupport === true,
    takesVersionedEdits: workspace.workspaceEdit?.documentChanges === true,
    watchesFiles: workspace.didChangeWatchedFiles?.dynamicRegistration === true,
    tellsSettings: workspace.configuration === true,
    registersSettings: workspace.didChangeConfiguration?.dynamicRegistration === true,
    tellsFolders: workspace.workspaceFolders === true,
    refreshes: {
      inlayHints: workspace.inlayHint?.refreshSupport === true,
      codeLenses: workspace.codeLens?.refreshSupport === true,
      semanticTokens: workspace.semanticTokens?.refreshSupport === true,
      diagnostics: workspace.diagnostics?.refreshSupport === true,
    },
    folders: foldersOf(params),
    settings: fieldOf(options, 'settings'),
  };
}

/** Older editors open one folder, and tell its root. */
function foldersOf(params: InitializeParams): string[] {
  const root = fieldOf(params, 'rootUri');
  const uris = params.workspaceFolders?.map(({ uri }) => uri) ?? (typeof root === 'string' ? [root] : []);
  return uris.map(folderName);
}

/** Without the slash that some put at the end. */
export function folderName(uri: string): string {
  return nameOf(uri).replace(/\/$/, '');
}

function wordsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : [];
}
