// The language server: from the greeting of an editor to its farewell. Everything about texts is asked of
// `compiler/services/`; here it is only told in the words of the protocol.

import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { configName } from '../../compiler/lints/config.js';
import { invalid } from './answers.js';
import { clientOf, folderName, type Client } from './client.js';
import { features } from './features/index.js';
import type { Host } from './host.js';
import { Service } from './service.js';
import type { Session } from './session.js';
import { fieldOf } from './settings.js';

export interface Started {
  /** Whether the editor has said goodbye: an end without that is a failure. */
  readonly isShutDown: boolean;
}

/** Answers on the connection from now on. */
export function startServer(connection: Connection, host: Host, version: string): Started {
  let service: Service | undefined;
  connection.onInitialize((params) => {
    if (service !== undefined) throw new ResponseError(ErrorCodes.InvalidRequest, 'the server runs already');
    service = new Service(connection, host, understood(params));
    service.listen();
    return { serverInfo: { name: 'cnnc', version }, capabilities: capabilitiesIn(service.session) };
  });
  connection.onInitialized(() => {
    if (service !== undefined) void begin(service);
  });
  let isShutDown = false;
  connection.onShutdown(() => {
    isShutDown = true;
    if (service !== undefined) service.session.answers.isShutDown = true;
  });
  connection.onRequest((method) => refuse(method, service));
  connection.listen();
  return {
    get isShutDown() {
      return isShutDown;
    },
  };
}

function understood(params: InitializeParams): Client {
  try {
    return clientOf(params);
  } catch {
    throw invalid('initialize wants the capabilities of the editor');
  }
}

/** What no feature answers. */
function refuse(method: string, service: Service | undefined): never {
  if (service === undefined)
    throw new ResponseError(ErrorCodes.ServerNotInitialized, 'initialize comes first');
  throw new ResponseError(ErrorCodes.MethodNotFound, `there is no ${method}`);
}

function capabilitiesIn(session: Session): InitializeResult['capabilities'] {
  const own: ServerCapabilities = {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
  return features.reduce((all, feature) => ({ ...all, ...feature(session) }), own);
}

async function begin(service: Service): Promise<void> {
  const { connection } = service.session;
  try {
    listen(service);
    await register(service.session);
    await readSettings(service);
    await service.checkWorkspace();
  } catch (error) {
    connection.console.error(`the start failed in part: ${String(error)}`);
  }
}

function listen(service: Service): void {
  const { connection, client, workspace } = service.session;
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const change of changes) service.fileChanged(change);
  });
  connection.onDidChangeConfiguration(async ({ settings }) => {
    if (client.tellsSettings) await readSettings(service);
    else service.applySettings(fieldOf(settings, 'cnnc') ?? client.settings);
  });
  if (!client.tellsFolders) return;
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    const gone = new Set(removed.map(({ uri }) => folderName(uri)));
    const kept = workspace.openFolders.filter((folder) => !gone.has(folder));
    workspace.setFolders([...kept, ...added.map(({ uri }) => folderName(uri))]);
    void service.checkWorkspace();
  });
}

async function register({ connection, client }: Session): Promise<void> {
  const watchers = ['**/*.cnn', `**/${configName}`].map((globPattern) => ({ globPattern }));
  if (client.watchesFiles)
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  if (client.registersSettings)
    await connection.client.register(DidChangeConfigurationNotification.type, { section: 'cnnc' });
}

async function readSettings(service: Service): Promise<void> {
  const { connection, client } = service.session;
  if (client.tellsSettings) service.applySettings(await connection.workspace.getConfiguration('cnnc'));
}
