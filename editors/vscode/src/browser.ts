// The extension where VS Code is a page alone, as on vscode.dev: the server is a worker, and nothing can be run.

import { Uri, type ExtensionContext } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { start } from './extension.js';

export async function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, 'dist/browser-server.js').toString(true);
  await start(context, {
    createClient: (options) => new LanguageClient('cnnc', 'cnnc', async () => new Worker(script), options),
    programs: {},
  });
}
