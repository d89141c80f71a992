// Reads messages, and answers as JSON-RPC wants it what is none. The library would pass over them in silence, and
// whoever asked would wait.

import {
  ErrorCodes,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageReader,
  type MessageWriter,
} from 'vscode-languageserver';
import { fieldOf } from './settings.js';

export class StrictReader implements MessageReader {
  readonly onError: MessageReader['onError'];
  readonly onClose: MessageReader['onClose'];
  readonly onPartialMessage: MessageReader['onPartialMessage'];
  private readonly reader: MessageReader;
  private readonly writer: MessageWriter;

  constructor(reader: MessageReader, writer: MessageWriter) {
    this.reader = reader;
    this.writer = writer;
    this.onError = reader.onError;
    this.onClose = reader.onClose;
    this.onPartialMessage = reader.onPartialMessage;
    reader.onError((error) => this.refuse(null, ErrorCodes.ParseError, error.message));
  }

  listen(callback: DataCallback): Disposable {
    return this.reader.listen((message) => {
      if (isMessage(message)) callback(message);
      else
        this.refuse(fieldOf(message, 'id'), ErrorCodes.InvalidRequest, 'this is no request of JSON-RPC 2.0');
    });
  }

  dispose(): void {
    this.reader.dispose();
  }

  private refuse(id: unknown, code: number, message: string): void {
    const known = typeof id === 'string' || typeof id === 'number' ? id : null;
    const answer = { jsonrpc: '2.0', id: known, error: { code, message } };
    // Where nobody reads any more, nobody waits for it.
    void this.writer.write(answer).catch(() => undefined);
  }
}

/** A request or notification has a method, an answer an identifier and a result or an error. */
function isMessage(message: Message): boolean {
  const [method, id] = [fieldOf(message, 'method'), fieldOf(message, 'id')];
  if (Array.isArray(message) || fieldOf(message, 'jsonrpc') !== '2.0') return false;
  if (method !== undefined) return typeof method === 'string' && isIdentifier(id);
  return id !== undefined && isIdentifier(id) && ('result' in message || 'error' in message);
}

function isIdentifier(id: unknown): boolean {
  return id === undefined || id === null || typeof id === 'string' || typeof id === 'number';
}
