// An editor as far as the server sees one: a process that is talked to over its standard streams.

import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import { program } from '../cli/run-cnnc.js';

export const capabilities: InitializeParams['capabilities'] = {
  textDocument: {
    publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] }, versionSupport: true },
    completion: { completionItem: { snippetSupport: true } },
  },
  workspace: {
    workspaceEdit: { documentChanges: true },
    configuration: true,
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
    inlayHint: { refreshSupport: true },
  },
};

export interface Editor {
  readonly capabilities?: InitializeParams['capabilities'];
  readonly options?: unknown;
  /** Under the section `cnnc`. */
  readonly settings?: unknown;
  readonly folder?: string;
}

export function startServer(): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [program, 'lsp', '--stdio']);
}

export async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'cnnc-lsp-')));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

/** It goes with the test. */
export async function projectOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await folderWith(files);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export class Client {
  readonly server = startServer();
  readonly connection: ProtocolConnection;
  readonly logged: string[] = [];
  readonly registered: string[] = [];
  refreshes = 0;
  /** All that was published, in order. */
  readonly published: PublishDiagnosticsParams[] = [];
  private readonly waiting = new Set<() => void>();

  constructor({ settings = {} }: Editor = {}) {
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.server.stdout),
      new StreamMessageWriter(this.server.stdin),
    );
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      for (const look of [...this.waiting]) look();
    });
    this.connection.onNotification('window/logMessage', ({ message }) => void this.logged.push(message));
    this.connection.onRequest('workspace/configuration', ({ items }) => items.map(() => settings));
    this.connection.onRequest('client/registerCapability', ({ registrations }) => {
      this.registered.push(...registrations.map(({ method }: { method: string }) => method));
    });
    this.connection.onRequest('workspace/inlayHint/refresh', () => {
      this.refreshes++;
    });
    this.connection.listen();
  }

  /** Goes with the test. */
  static async inTest(editor: Editor = {}): Promise<Client> {
    const client = await Client.start(editor);
    onTestFinished(() => void client.server.kill());
    return client;
  }

  static async start(editor: Editor = {}): Promise<Client> {
    const client = new Client(editor);
    await client.initialize(editor);
    return client;
  }

  async initialize(editor: Editor = {}): Promise<InitializeResult> {
    const uri = editor.folder === undefined ? undefined : uriOf(editor.folder);
    const greeting = await this.connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: editor.capabilities ?? capabilities,
      initializationOptions: editor.options,
      workspaceFolders: uri === undefined ? null : [{ uri, name: 'nets' }],
    });
    await this.connection.sendNotification('initialized', {});
    return greeting;
  }

  async open(uri: string, text: string, version = 1): Promise<void> {
    const textDocument = { uri, languageId: 'cnn', version, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  async change(
    uri: string,
    version: number,
    ...contentChanges: TextDocumentContentChangeEvent[]
  ): Promise<void> {
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  ask<Answer>(method: string, params: object): Promise<Answer> {
    return this.connection.sendRequest<Answer>(method, params);
  }

  /** The latest of a text, once it is as wanted: of a version, or by what it says. */
  async diagnosticsOf(
    uri: string,
    isWanted: (params: PublishDiagnosticsParams) => boolean = () => true,
  ): Promise<PublishDiagnosticsParams> {
    const latest = () => this.published.findLast((params) => params.uri === uri);
    return this.until(
      () => {
        const found = latest();
        return found !== undefined && isWanted(found) ? found : undefined;
      },
      `diagnostics of ${uri}; the latest are ${JSON.stringify(latest())}`,
    );
  }

  private until<Found>(look: () => Found | undefined, what: string): Promise<Found> {
    return new Promise((resolve, reject) => {
      const attempt = () => {
        const found = look();
        if (found === undefined) return;
        this.waiting.delete(attempt);
        clearTimeout(timer);
        resolve(found);
      };
      const timer = setTimeout(() => reject(new Error(`waited in vain for ${what}`)), 20_000);
      this.waiting.add(attempt);
      attempt();
    });
  }

  /** The exit status, after shutdown and exit. */
  async end(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.server.on('close', resolve));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return ended;
  }
}

export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}
