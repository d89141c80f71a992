// The worker thread's entry: holds the sessions, and answers one call after another.

import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { InferenceSession, TrainingSession } from '../engine.js';
import { Failure } from '../failure.js';
import { onnxEngineInThread } from './engine-in-thread.js';
import { whileStaying } from './exit-guard.js';
import type { CallName, Calls, Request, Response, SessionId, WorkerStart } from './messages.js';
import { Turns } from '../turns.js';
import { transferableAll } from './transfer.js';

const port = parentPort as MessagePort;
const { device, threads, flags } = workerData as WorkerStart;
const engine = onnxEngineInThread({ device, threads });
const inferences = new Map<SessionId, InferenceSession>();
const trainings = new Map<SessionId, TrainingSession>();

type Answer<Name extends CallName> = (
  input: Calls[Name]['input'],
  transfers: Set<ArrayBuffer>,
) => Promise<Calls[Name]['result']>;

const answers: { readonly [Name in CallName]: Answer<Name> } = {
  prove: () => engine.prove(),
  async infer({ session, graph, weights }) {
    inferences.set(session, await engine.infer(graph, weights));
  },
  async train({ session, graph, start }) {
    trainings.set(session, await engine.train(graph, start));
  },
  async predict({ session, inputs }, transfers) {
    return transferableAll(await open(inferences, session).predict(inputs), transfers);
  },
  async step({ session, step }, transfers) {
    const { loss, scores } = await open(trainings, session).step(step);
    return { loss, scores: transferableAll(scores, transfers) };
  },
  async weights({ session }, transfers) {
    return transferableAll(await open(trainings, session).weights(), transfers);
  },
  async optimizerState({ session }, transfers) {
    return transferableAll(await open(trainings, session).optimizerState(), transfers);
  },
  async dispose({ session }) {
    const disposed = inferences.get(session) ?? trainings.get(session);
    inferences.delete(session);
    trainings.delete(session);
    await disposed?.dispose();
  },
  async close() {},
};

function open<Session>(sessions: ReadonlyMap<SessionId, Session>, id: SessionId): Session {
  const session = sessions.get(id);
  if (session === undefined) throw new Failure('the session is disposed of');
  return session;
}

async function respond({ id, name, input }: Request): Promise<void> {
  const transfers = new Set<ArrayBuffer>();
  const answer = answers[name] as Answer<CallName>;
  try {
    post({ id, result: await answer(input, transfers) }, transfers);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    post({ id, failure: { message, remedy: error instanceof Failure ? error.remedy : undefined } });
  }
  // Without its port, and with nothing left to do, the thread ends.
  if (name === 'close') port.close();
}

function post(response: Response, transfers: Iterable<ArrayBuffer> = []): void {
  port.postMessage(response, [...transfers]);
}

const turns = new Turns();
port.on('message', (request: Request) => {
  void turns.take(() => whileStaying(flags, () => respond(request)));
});
