// Event files byte by byte, and what a reader of the format finds in those of a training.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import protobuf from 'protobufjs/light.js';
import { describe, expect, it } from 'vitest';
import type { EpochMetrics } from '../../runtime/run-folder.js';
import { crc32c, maskedCrc32c } from '../../runtime/tensorboard/crc32c.js';
import { recordOf } from '../../runtime/tensorboard/record.js';
import { TensorBoardLog } from '../../runtime/tensorboard/training-log.js';
import { temporaryFolder } from '../runtime/temporary-folder.js';

describe('the checksum', () => {
  // RFC 3720, appendix B.4, and the check value of the catalogue of CRCs.
  it.each([
    [Buffer.alloc(32), 0x8a9136aa],
    [Buffer.alloc(32, 0xff), 0x62a8ab43],
    [Buffer.from(Array.from({ length: 32 }, (_, at) => at)), 0x46dd794e],
    [Buffer.from('123456789'), 0xe3069283],
  ])('of known bytes is known (%#)', (bytes, sum) => {
    expect(crc32c(bytes)).toBe(sum);
  });
});

it('frames a record with its length and two checksums', () => {
  const data = Buffer.from('abc');
  const record = Buffer.from(recordOf(data));
  expect(record.length).toBe(8 + 4 + 3 + 4);
  expect(record.readBigUInt64LE(0)).toBe(3n);
  expect(record.readUInt32LE(8)).toBe(maskedCrc32c(record.subarray(0, 8)));
  expect(record.subarray(12, 15)).toEqual(data);
  expect(record.readUInt32LE(15)).toBe(maskedCrc32c(data));
});

interface ReadEvent {
  readonly step: number;
  readonly version?: string;
  readonly start?: true;
  readonly scalars?: Readonly<Record<string, number>>;
}

// Field by field with the bare reader of protobufjs: a schema of its own would repeat the one under test.
function fieldsOf(bytes: Uint8Array, on: (field: number, reader: protobuf.Reader) => boolean): void {
  const reader = protobuf.Reader.create(bytes);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (!on(tag >>> 3, reader)) reader.skipType(tag & 7);
  }
}

function scalarOf(bytes: Uint8Array): [string, number] {
  let [tag, value] = ['', Number.NaN];
  fieldsOf(bytes, (field, reader) => {
    if (field === 1) tag = reader.string();
    else if (field === 2) value = reader.float();
    return field === 1 || field === 2;
  });
  return [tag, value];
}

function eventOf(bytes: Uint8Array): ReadEvent {
  const scalars: [string, number][] = [];
  let event: ReadEvent = { step: 0 };
  fieldsOf(bytes, (field, reader) => {
    if (field === 2) event = { ...event, step: Number(reader.int64()) };
    else if (field === 3) event = { ...event, version: reader.string() };
    else if (field === 5) fieldsOf(reader.bytes(), (_, inner) => scalars.push(scalarOf(inner.bytes())) > 0);
    else if (field === 7 && Buffer.from(reader.bytes()).toString('hex') === '0801')
      event = { ...event, start: true };
    return [2, 3, 5, 7].includes(field);
  });
  return scalars.length === 0 ? event : { ...event, scalars: Object.fromEntries(scalars) };
}

async function readEvents(folder: string): Promise<ReadEvent[][]> {
  const names = (await readdir(folder)).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(folder, name));
      const events: ReadEvent[] = [];
      for (let at = 0; at < bytes.length;) {
        const length = Number(bytes.readBigUInt64LE(at));
        events.push(eventOf(bytes.subarray(at + 12, at + 12 + length)));
        at += length + 16;
      }
      return events;
    }),
  );
}

function epoch(number: number, validates = true): EpochMetrics {
  const loss = 1 / 2 ** number;
  const validation = validates ? { validation: { loss: 2 * loss, accuracy: 0.5, f1: 0 } } : {};
  return {
    epoch: number,
    loss,
    accuracy: 0.75,
    ...validation,
    rate: 0.5,
    seconds: 2,
    waited: 0.25,
    imagesPerSecond: 512,
  };
}

const clock = (): number => 1_700_000_000.5;

const within = temporaryFolder();

describe('the log of a training', () => {
  it('has a run of training and one of validation', async () => {
    const folder = within();
    const log = await TensorBoardLog.open(folder, [], clock);
    await log.addEpoch(epoch(1));
    await log.addEpoch(epoch(2));
    await log.close();
    const constant = { 'learning rate': 0.5, 'images per second': 512, 'share of time without data': 0.125 };
    const start = [
      { step: 0, version: 'brain.Event:2' },
      { step: 1, start: true },
    ];
    expect(await readdir(join(folder, 'training'))).toEqual(['events.out.tfevents.1700000000.cnnc.0']);
    expect(await readEvents(join(folder, 'training'))).toEqual([
      [
        ...start,
        { step: 1, scalars: { loss: 0.5, accuracy: 0.75, ...constant } },
        { step: 2, scalars: { loss: 0.25, accuracy: 0.75, ...constant } },
      ],
    ]);
    expect(await readEvents(join(folder, 'validation'))).toEqual([
      [
        ...start,
        { step: 1, scalars: { loss: 1, accuracy: 0.5, f1: 0 } },
        { step: 2, scalars: { loss: 0.5, accuracy: 0.5, f1: 0 } },
      ],
    ]);
  });

  it('goes on in a file of its own, and says from which epoch on', async () => {
    const folder = within();
    const first = await TensorBoardLog.open(folder, [], clock);
    await first.addEpoch(epoch(1, false));
    await first.close();
    const second = await TensorBoardLog.open(folder, [epoch(1, false)], clock);
    await second.addEpoch(epoch(2, false));
    await second.close();
    const [, going] = await readEvents(join(folder, 'training'));
    expect(going.map(({ step }) => step)).toEqual([0, 2, 2]);
    expect(await readdir(folder)).toEqual(['training']);
  });

  it('in a new folder starts with the epochs before', async () => {
    const folder = within();
    const log = await TensorBoardLog.open(folder, [epoch(1), epoch(2)], clock);
    await log.addEpoch(epoch(3));
    await log.close();
    const [events] = await readEvents(join(folder, 'validation'));
    expect(events.map(({ step }) => step)).toEqual([0, 1, 1, 2, 3]);
  });

  it('says where it cannot be written', async () => {
    const folder = within();
    const log = await TensorBoardLog.open(join(folder, '\0'), [], clock);
    await expect(log.addEpoch(epoch(1))).rejects.toThrow('cannot write');
  });
});
