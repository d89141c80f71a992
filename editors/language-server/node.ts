// The server as a program of its own: it talks over standard input and output, or as its arguments say
// (`--node-ipc`, `--socket=PORT`, `--pipe=NAME`), and ends with the editor.

import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
  type Connection,
} from 'vscode-languageserver/node';
import { nodeHost } from './node-host.js';
import { startServer, type Started } from './server.js';
import { StrictReader } from './strict-reader.js';
import { version } from './version.js';

const isToldHow = process.argv.some((word) => /^--(node-ipc|socket|pipe)\b/.test(word));
const connection = isToldHow ? createConnection(ProposedFeatures.all) : overStandardStreams();
const server = startServer(connection, nodeHost, version);
if (!isToldHow) endWithEditor(server);

// A mistake of ours ends no editor's work.
process.on('uncaughtException', (error) => {
  connection.console.error(`a mistake in the server: ${error.stack ?? error.message}`);
});

function overStandardStreams(): Connection {
  // Nothing but the protocol may reach standard output.
  for (const name of ['log', 'info', 'debug', 'dir', 'table'] as const) console[name] = console.error;
  const writer = new StreamMessageWriter(process.stdout);
  const reader = new StrictReader(new StreamMessageReader(process.stdin), writer);
  return createConnection(ProposedFeatures.all, reader, writer);
}

function endWithEditor(started: Started): void {
  const end = () => process.exit(started.isShutDown ? 0 : 1);
  process.stdin.on('end', end).on('close', end);
  process.stdout.on('error', end);
}
