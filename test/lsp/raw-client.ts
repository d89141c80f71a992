// A client that sends what it likes, byte by byte: editors have mistakes too.

import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { startServer } from './language-client.js';

/** An answer of the server. */
export interface RawAnswer {
  readonly id?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

export class RawClient {
  readonly ended: Promise<number | null>;
  private readonly server: ChildProcessWithoutNullStreams = startServer();
  private received = Buffer.alloc(0);
  private readonly messages: RawAnswer[] = [];
  private wake: () => void = () => undefined;

  constructor() {
    onTestFinished(() => void this.server.kill());
    this.ended = new Promise((resolve) => this.server.on('close', resolve));
    this.server.stdout.on('data', (chunk: Buffer) => {
      this.received = Buffer.concat([this.received, chunk]);
      this.split();
      this.wake();
    });
  }

  send(message: unknown): void {
    this.sendText(JSON.stringify(message));
  }

  sendText(text: string): void {
    this.sendBytes(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  sendBytes(bytes: string): void {
    this.server.stdin.write(bytes);
  }

  closeInput(): void {
    this.server.stdin.end();
  }

  /** The next answer with this identifier, null for what answers no request. */
  async answer(id: unknown): Promise<RawAnswer> {
    for (;;) {
      const at = this.messages.findIndex((message) => 'id' in message && message.id === id);
      if (at >= 0) return this.messages.splice(at, 1)[0];
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  async initialize(): Promise<RawAnswer> {
    this.send({
      jsonrpc: '2.0',
      id: 'start',
      method: 'initialize',
      params: { processId: null, capabilities: {} },
    });
    return this.answer('start');
  }

  private split(): void {
    for (;;) {
      const [, length] = /^Content-Length: (\d+)\r\n\r\n/.exec(this.received.toString('latin1')) ?? [];
      if (length === undefined) return;
      const start = this.received.indexOf('\r\n\r\n') + 4;
      if (this.received.length < start + Number(length)) return;
      const text = this.received.subarray(start, start + Number(length)).toString('utf8');
      this.messages.push(JSON.parse(text) as RawAnswer);
      this.received = this.received.subarray(start + Number(length));
    }
  }
}
