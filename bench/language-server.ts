// Measures the language server as an editor meets it, in a process of its own: from its start to the first
// diagnostics, from a keystroke to the diagnostics of the text that it made, and what memory many edits leave.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { format, summarize, type Measured } from './interleave.js';
import { judge } from './judge.js';

const uri = 'untitled:bench';
const starts = 8;

class Server {
  readonly process = spawn(process.execPath, ['dist/cli.cjs', 'lsp']);
  private readonly connection: ProtocolConnection;
  private version = 0;
  private told: (version: number) => void = () => undefined;

  constructor() {
    const { stdout, stdin } = this.process;
    this.connection = createProtocolConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
    this.connection.onNotification(
      'textDocument/publishDiagnostics',
      ({ version }: PublishDiagnosticsParams) => this.told(version ?? 0),
    );
    this.connection.listen();
  }

  async start(): Promise<void> {
    const capabilities = { textDocument: { publishDiagnostics: {} } };
    await this.connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities });
    await this.connection.sendNotification('initialized', {});
  }

  async open(text: string): Promise<void> {
    const arrived = this.diagnosticsOf(++this.version);
    const textDocument = { uri, languageId: 'cnn', version: this.version, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
    await arrived;
  }

  /** Types a character, and the next time takes it back; over when its diagnostics are there, where they are awaited. */
  async type(line: number, awaited = true): Promise<void> {
    const arrived = awaited ? this.diagnosticsOf(++this.version) : (this.version++, undefined);
    const start = { line, character: 0 };
    const isBack = this.version % 2 === 1;
    const range = { start, end: isBack ? { line, character: 1 } : start };
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: this.version },
      contentChanges: [{ range, text: isBack ? '' : ' ' }],
    });
    await arrived;
  }

  /** Of the process, in MiB; undefined where the system does not tell. */
  get memory(): number | undefined {
    try {
      const status = readFileSync(`/proc/${this.process.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
    } catch {
      return undefined;
    }
  }

  private diagnosticsOf(version: number): Promise<void> {
    return new Promise((resolve) => {
      this.told = (of) => {
        if (of === version) resolve();
      };
    });
  }
}

function textOf(lines: number): string {
  return `input 64x64x16\n${'conv 16 3x3 same relu\n'.repeat(lines - 1)}`;
}

async function timed(run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

function percentile({ times }: Measured, share: number): number {
  return times[Math.round((times.length - 1) * share)];
}

async function start(): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < starts; i++) {
    let server: Server | undefined;
    times.push(
      await timed(async () => {
        server = new Server();
        await server.start();
        await server.open(textOf(100));
      }),
    );
    server?.process.kill();
  }
  console.log(`from the start to the first diagnostics: ${format(summarize(times))}`);
}

async function keystrokes(lines: number, rounds: number, warmups: number): Promise<Measured> {
  const server = new Server();
  await server.start();
  await server.open(textOf(lines));
  const times: number[] = [];
  for (let round = -warmups; round < rounds; round++) {
    const time = await timed(() => server.type(lines >> 1));
    if (round >= 0) times.push(time);
  }
  server.process.kill();
  const measured = summarize(times);
  const slow = percentile(measured, 0.95).toFixed(1);
  console.log(`from a keystroke to diagnostics at ${lines} lines: ${format(measured)}, p95 ${slow} ms`);
  return measured;
}

async function memory(): Promise<void> {
  const server = new Server();
  await server.start();
  await server.open(textOf(200));
  const edit = async (count: number) => {
    for (let i = 0; i < count; i++) await server.type(100, i % 20 === 19);
  };
  await edit(5_000);
  const before = server.memory;
  await edit(10_000);
  const after = server.memory;
  server.process.kill();
  if (before === undefined || after === undefined) return console.log('memory: this system does not tell');
  console.log(`memory after 5,000 edits: ${before.toFixed(0)} MiB, after 15,000: ${after.toFixed(0)} MiB`);
  judge({
    what: 'memory after 15,000 edits against that after 5,000',
    value: after / before,
    atMost: 1.25,
    show: (value) => `${value.toFixed(2)} times`,
  });
}

await start();
await keystrokes(100, 200, 50);
const { median } = await keystrokes(2_000, 60, 20);
await keystrokes(20_000, 8, 2);
judge({
  what: 'a keystroke at 2,000 lines, median',
  value: median,
  atMost: 50,
  show: (value) => `${value.toFixed(1)} ms`,
});
await memory();
