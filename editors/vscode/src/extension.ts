// What both makes of the extension do: start the client, register the commands, end both together.

import { commands, workspace, type ExtensionContext, type Uri } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { answerRequests } from './answers.js';
import { clientOptions } from './client-options.js';
import { openExample } from './commands/example.js';
import { explain } from './commands/explain.js';
import { showReferences } from './commands/references.js';
import { registerPages } from './explanation-pages.js';
import { graphPanel } from './panels/graph.js';
import { summaryPanel } from './panels/summary.js';

/** What one make of VS Code has and the other has not. */
export interface Host {
  createClient(options: LanguageClientOptions): BaseLanguageClient;
  /** Commands that start programs, by their names. */
  readonly programs: Readonly<Record<string, (file?: Uri | string) => Promise<void>>>;
}

/** What the server may offer above a network, as long as it can be run here. */
const always = ['cnnc.summary', 'cnnc.references'];

export async function start(context: ExtensionContext, host: Host): Promise<void> {
  const client = host.createClient(clientOptions(() => [...always, ...runnable(host)]));
  answerRequests(client);
  const actions = {
    'cnnc.summary': summaryPanel(client, context),
    'cnnc.graph': graphPanel(client, context),
    'cnnc.explain': explain,
    'cnnc.references': showReferences(client),
    'cnnc.example': openExample(context.extensionUri),
    'cnnc.restart': () => restart(client),
    ...host.programs,
  };
  context.subscriptions.push(
    ...Object.entries(actions).map(([name, action]) => commands.registerCommand(name, action)),
    registerPages(client),
    workspace.onDidGrantWorkspaceTrust(() => showRunnable(host).then(() => restart(client))),
    client,
  );
  await showRunnable(host);
  await client.start();
}

async function restart(client: BaseLanguageClient): Promise<void> {
  await client.stop();
  await client.start();
}

/** Menus show these commands only where they can run. */
async function showRunnable(host: Host): Promise<void> {
  await commands.executeCommand('setContext', 'cnnc.canRun', runnable(host).length > 0);
}

/** A program of a workspace runs only where the user trusts it. */
function runnable({ programs }: Host): readonly string[] {
  return workspace.isTrusted ? Object.keys(programs) : [];
}
