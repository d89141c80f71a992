// The extension where VS Code has Node: the server is a process, and networks can be built and trained.

import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { build, train } from './commands/run.js';
import { start } from './extension.js';
import { registerTasks } from './tasks.js';

export async function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('dist/server.mjs');
  context.subscriptions.push(registerTasks());
  await start(context, {
    createClient: (options) =>
      new LanguageClient('cnnc', 'cnnc', { module, transport: TransportKind.ipc }, options),
    programs: { 'cnnc.build': build, 'cnnc.train': train },
  });
}
