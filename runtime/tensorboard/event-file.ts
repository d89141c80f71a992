// A file of events that TensorBoard reads while it grows.

import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { openFolder, writeError } from '../atomic-file.js';
import { systemCode } from '../failure.js';
import { encodeEvent, fileVersion, sessionStart, type Event } from './event.js';
import { recordOf } from './record.js';

/** Seconds since 1970 that a clock shows. */
export type Clock = () => number;

/**
 * TensorBoard takes files for a run's by `tfevents` in their names and reads them in the order of
 * these: seconds, then how many there are of that second.
 */
async function newFile(folder: string, seconds: number): Promise<[path: string, file: FileHandle]> {
  const name = `events.out.tfevents.${String(Math.floor(seconds)).padStart(10, '0')}.cnnc`;
  for (let turn = 0; ; turn++) {
    const path = join(folder, `${name}.${turn}`);
    try {
      return [path, await open(path, 'wx')];
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw writeError(path, error);
    }
  }
}

export class EventFile {
  readonly path: string;
  private readonly file: FileHandle;
  private readonly clock: Clock;

  private constructor(path: string, file: FileHandle, clock: Clock) {
    this.path = path;
    this.file = file;
    this.clock = clock;
  }

  /**
   * Starts a file of its own in a folder, as TensorBoard wants it of each start of a program; what
   * the files before say of `firstStep` and later counts no more.
   * @throws WriteError
   */
  static async create(folder: string, firstStep: number, clock: Clock): Promise<EventFile> {
    await openFolder(folder);
    const now = clock();
    const [path, file] = await newFile(folder, now);
    const events = new EventFile(path, file, clock);
    await events.write([
      { wallTime: now, fileVersion },
      { wallTime: now, step: firstStep, sessionLog: { status: sessionStart } },
    ]);
    return events;
  }

  /**
   * Adds numbers of a step under their tags.
   * @throws WriteError
   */
  async addScalars(step: number, scalars: ReadonlyMap<string, number>): Promise<void> {
    const value = [...scalars].map(([tag, simpleValue]) => ({ tag, simpleValue }));
    await this.write([{ wallTime: this.clock(), step, summary: { value } }]);
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  /** In one piece, so that a reader sees whole records. */
  private async write(events: readonly Event[]): Promise<void> {
    const records = events.map((event) => recordOf(encodeEvent(event)));
    try {
      await this.file.appendFile(Buffer.concat(records));
    } catch (error) {
      throw writeError(this.path, error);
    }
  }
}
