// Node aborts when a process leaves while a worker is inside of ONNX Runtime. So the process, about
// to leave by `process.exit` or an uncaught error, waits until the worker is out, and the worker
// then starts nothing more. The two meet in shared memory, since neither can wait for messages.

/** Where in the shared memory each flag lies; 1 is yes. */
const flag = { computing: 0, leaving: 1 } as const;

/** Milliseconds that a leaving process waits at most: a step takes less, and to hang is worse. */
const patience = 60_000;

export type SharedFlags = Int32Array<SharedArrayBuffer>;

export function createFlags(): SharedFlags {
  return new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
}

/** On the calling thread: makes the process wait. Returns what takes that back. */
export function waitBeforeExit(flags: SharedFlags): () => void {
  const wait = () => {
    Atomics.store(flags, flag.leaving, 1);
    Atomics.wait(flags, flag.computing, 1, patience);
  };
  process.on('exit', wait);
  return () => void process.off('exit', wait);
}

/** In the worker: runs the task, unless the process is about to leave. */
export async function whileStaying(flags: SharedFlags, task: () => Promise<void>): Promise<void> {
  // Flagged before the look at the other flag: of the two threads at least one sees the other.
  Atomics.store(flags, flag.computing, 1);
  if (Atomics.load(flags, flag.leaving) === 0) await task();
  Atomics.store(flags, flag.computing, 0);
  Atomics.notify(flags, flag.computing);
}
