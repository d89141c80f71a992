// The names of what is in a run folder.

/** The model as trained. */
export const modelFile = 'model.cnn';

/** The best weights. */
export const weightsFile = 'weights.safetensors';

/** The checkpoint to go on from. */
export const lastFile = 'last.safetensors';

/** The one before it. */
export const previousFile = 'last.previous.safetensors';

/** A line an epoch. */
export const metricsFile = 'metrics.jsonl';

/** Says which process is training into the folder. */
export const lockFile = 'training.lock';

/** What a process that was ended in the middle of a write has left. */
export function isLeftover(entry: string): boolean {
  return /^\..+\.\d+-\d+\.tmp$/.test(entry) || entry === `${previousFile}.tmp`;
}

/** Whether a folder holds no more than a training leaves that ended before its first checkpoint. */
export function isBeginning(entries: readonly string[]): boolean {
  return entries.every(
    (entry) =>
      entry === lockFile || entry === modelFile || isLeftover(entry) || /^used-\d+\.cnn$/.test(entry),
  );
}
