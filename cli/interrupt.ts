// Ctrl-C while numbers are computed: the work ends between two steps, never inside one. An engine that is
// torn down in flight aborts the whole process, so a second Ctrl-C waits for the same step as the first.
// Who was started by another cnnc is also interrupted when that one ends or hangs up.

/** Thrown where work ended because it was asked to. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
    this.name = 'Interrupted';
  }
}

/**
 * Does work that ends early when the signal is aborted.
 * @param onInterrupt called for each Ctrl-C, with how many there have been
 */
export async function interruptible<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  onInterrupt: (count: number) => void = () => undefined,
): Promise<Result> {
  const controller = new AbortController();
  let count = 0;
  const handler = (): void => {
    onInterrupt(++count);
    controller.abort(new Interrupted());
  };
  process.on('SIGINT', handler).on('SIGTERM', handler).on('disconnect', handler);
  if (isAbandoned()) handler();
  try {
    return await work(controller.signal);
  } finally {
    process.off('SIGINT', handler).off('SIGTERM', handler).off('disconnect', handler);
  }
}

/** Whether another cnnc started this one, and has ended or hung up since. */
function isAbandoned(): boolean {
  return 'connected' in process && !process.connected;
}
