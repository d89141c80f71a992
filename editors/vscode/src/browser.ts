// The extension where VS Code is a page alone, as on vscode.dev: the server is a worker, and nothing can be run.

import { Uri, type ExtensionContext } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { start } from './extension.js';

export async function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, 'dist/browser-server.js').toString(true);
  let worker: Worker | undefined;
  const stopWorker = () => worker?.terminate();
  context.subscriptions.push({ dispose: stopWorker });
  await start(context, {
    createClient: (options) =>
      new LanguageClient(
        'cnnc',
        'cnnc',
        async () => {
          stopWorker();
          worker = new Worker(script);
          return transportsOf(worker);
        },
        options,
      ),
    programs: {},
  });
}

/** Not left to the client: it asks whether the worker is a `Worker`, and those of VS Code are not. */
function transportsOf(worker: Worker): MessageTransports {
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
}
