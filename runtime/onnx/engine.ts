// The engine on ONNX Runtime as commands use it. `run()` blocks the thread that it is called on, so
// sessions live in a worker thread, and progress, Ctrl-C and servers stay alive. The worker is
// never terminated: Node would abort if a session were computing. It ends once the last session
// is disposed of; one that is forgotten does not keep the process.

import type { Graph, TrainingGraph } from '../../compiler/graph/graph.js';
import type { InferenceSession, StepInput, StepResult, TrainingSession, TrainingStart } from '../engine.js';
import type { Tensor, Weights } from '../tensor.js';
import { onnxEngineInThread, type OnnxEngine } from './engine-in-thread.js';
import type { Adapter } from '../engine.js';
import type { Device } from './devices.js';
import type { SessionId } from './messages.js';
import { defaultThreads } from './session-options.js';
import { transferableAll } from './transfer.js';
import { WorkerClient } from './worker-client.js';

export interface OnnxOptions {
  /** The CPU by default. */
  readonly device?: Device;
  readonly threads?: number;
  /** The bundled `runtime/onnx/worker.ts`. */
  readonly worker?: URL;
}

export function onnxEngine(options: OnnxOptions = {}): OnnxEngine {
  const { device = 'cpu', threads = defaultThreads() } = options;
  // In the build all files lie side by side, whichever of them this becomes part of. Run from its
  // sources, as unit tests do, there is no file that a worker could start from.
  if (options.worker === undefined && import.meta.url.endsWith('.ts')) {
    return onnxEngineInThread({ device, threads });
  }
  return new ThreadedEngine(device, threads, options.worker ?? new URL('./onnx-worker.js', import.meta.url));
}

class ThreadedEngine implements OnnxEngine {
  readonly name: string;
  readonly device: Device;
  readonly threads: number;
  adapter: Adapter | undefined;
  private readonly url: URL;
  private client: WorkerClient | undefined;
  private readonly sessions = new Set<SessionId>();
  private nextSession = 0;

  constructor(device: Device, threads: number, url: URL) {
    this.name = `onnx:${device}`;
    this.device = device;
    this.threads = threads;
    this.url = url;
  }

  /** Its worker is that of the first session. */
  async prove(): Promise<Adapter | undefined> {
    const [session, client] = this.open();
    try {
      this.adapter = await client.call('prove', undefined);
    } catch (error) {
      await this.close(session, client).catch(() => {});
      throw error;
    }
    this.sessions.delete(session);
    return this.adapter;
  }

  async infer(graph: Graph, weights: Weights): Promise<InferenceSession> {
    const [session, client] = this.open();
    await this.settle(session, client, client.call('infer', { session, graph, weights }));
    return new ThreadedInference(client, session, () => this.close(session, client));
  }

  async train(graph: TrainingGraph, start: TrainingStart): Promise<TrainingSession> {
    const [session, client] = this.open();
    await this.settle(session, client, client.call('train', { session, graph, start }));
    return new ThreadedTraining(client, session, () => this.close(session, client));
  }

  private open(): [SessionId, WorkerClient] {
    const session = this.nextSession++;
    this.sessions.add(session);
    if (this.client?.hasEnded !== false) this.client = new WorkerClient(this.url, this);
    return [session, this.client];
  }

  /** A session that could not be opened leaves nothing behind. */
  private async settle(session: SessionId, client: WorkerClient, opening: Promise<undefined>): Promise<void> {
    try {
      await opening;
    } catch (error) {
      await this.close(session, client).catch(() => {});
      throw error;
    }
  }

  private async close(session: SessionId, client: WorkerClient): Promise<void> {
    if (!this.sessions.delete(session)) return;
    const isLast = this.sessions.size === 0;
    if (isLast && this.client === client) this.client = undefined;
    if (client.hasEnded) return;
    await client.call('dispose', { session });
    if (isLast) await client.call('close', undefined);
  }
}

class ThreadedSession {
  protected readonly client: WorkerClient;
  protected readonly session: SessionId;
  /** Waits for the call under way, then releases what the session holds. */
  readonly dispose: () => Promise<void>;

  constructor(client: WorkerClient, session: SessionId, dispose: () => Promise<void>) {
    this.client = client;
    this.session = session;
    this.dispose = dispose;
  }
}

class ThreadedInference extends ThreadedSession implements InferenceSession {
  async predict(inputs: ReadonlyMap<string, Tensor>): Promise<Map<string, Tensor>> {
    const transfers = new Set<ArrayBuffer>();
    const { session } = this;
    const call = { session, inputs: transferableAll(inputs, transfers) };
    return new Map(await this.client.call('predict', call, transfers));
  }
}

class ThreadedTraining extends ThreadedSession implements TrainingSession {
  step(input: StepInput): Promise<StepResult> {
    const transfers = new Set<ArrayBuffer>();
    const inputs = transferableAll(input.inputs, transfers);
    const step = { ...input, inputs, targets: transferableAll(input.targets, transfers) };
    return this.client.call('step', { session: this.session, step }, transfers);
  }

  weights(): Promise<Weights> {
    return this.client.call('weights', { session: this.session });
  }

  optimizerState(): Promise<Weights> {
    return this.client.call('optimizerState', { session: this.session });
  }
}
