// The server as a web worker, for editors in a browser.

import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { browserHost } from './browser-host.js';
import { startServer } from './server.js';
import { version } from './version.js';

const port = globalThis as unknown as DedicatedWorkerGlobalScope;
const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(port),
  new BrowserMessageWriter(port),
);
startServer(connection, browserHost(connection), version);
