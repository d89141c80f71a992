// Reads one IDX file, gzipped or not, without trusting it: no more is allocated or unpacked
// than its header claims, and its header may claim no more than the file can hold.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { systemCode } from '../failure.js';
import { countOf, numberText } from '../text.js';
import { DataError } from './data-error.js';
import { headerLength, readIdxHeader, type IdxContent, type IdxHeader } from './idx-header.js';
import { sharedBytes } from './shared-memory.js';

export interface IdxFile {
  readonly file: string;
  readonly axes: readonly number[];
  readonly data: Uint8Array;
}

/** Deflate cannot shrink data further than about 1032 times (zlib's technical notes). */
const bestDeflateRatio = 1032;

/** Takes the bytes of a file as they come: first the header, then exactly the data it claims. */
class IdxReader {
  private readonly file: string;
  private readonly content: IdxContent;
  private readonly mostBytes: number;
  private start: Uint8Array = new Uint8Array(0);
  private header: IdxHeader | undefined;
  private data: Uint8Array = new Uint8Array(0);
  private filled = 0;

  constructor(file: string, content: IdxContent, mostBytes: number) {
    this.file = file;
    this.content = content;
    this.mostBytes = mostBytes;
  }

  take(chunk: Uint8Array): void {
    if (this.header !== undefined) return this.fill(chunk);
    this.start = Buffer.concat([this.start, chunk]);
    if (this.start.length >= 4 && this.start.length >= headerLength(this.start)) this.readHeader();
  }

  private readHeader(): void {
    const header = readIdxHeader(this.start, this.content, this.file);
    if (header.size > this.mostBytes) throw this.truncated(header, `can hold at most ${this.mostBytes}`);
    this.header = header;
    this.data = sharedBytes(header.size);
    this.fill(this.start.subarray(header.length));
  }

  private fill(chunk: Uint8Array): void {
    if (this.filled + chunk.length > this.data.length) {
      throw new DataError(
        `${this.file} is longer than its header says: ${countOf(this.data.length, 'byte')} of data expected, more found`,
        'download it again',
      );
    }
    this.data.set(chunk, this.filled);
    this.filled += chunk.length;
  }

  private truncated(header: IdxHeader, found: string): DataError {
    return new DataError(
      `${this.file} is truncated: its header says ${countOf(header.size, 'byte')} of data (${header.axes.map(numberText).join(' x ')}), the file ${found}`,
      'download it again',
    );
  }

  finish(): IdxFile {
    // A header that never became whole: reading what there is says what is wrong.
    const header = this.header ?? readIdxHeader(this.start, this.content, this.file);
    if (this.filled < header.size) throw this.truncated(header, `holds ${numberText(this.filled)}`);
    return { file: this.file, axes: header.axes, data: this.data };
  }
}

/** A stream's end rather than a loop over it: what it throws is then what the pipeline throws. */
function sinkOf(reader: IdxReader): Writable {
  return new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      try {
        reader.take(chunk);
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

function readError(file: string, error: unknown): unknown {
  const code = systemCode(error);
  if (code === 'Z_BUF_ERROR')
    return new DataError(`${file} is truncated: its gzip stream ends early`, 'download it again');
  if (code.startsWith('Z_')) {
    return new DataError(
      `${file} is not a sound gzip file`,
      'download it again, or drop .gz from its name if it is unpacked',
    );
  }
  if (code === '') return error;
  return new DataError(`cannot read ${file}: ${error instanceof Error ? error.message : code}`);
}

/**
 * @throws DataError for any file that is not what it should be
 */
export async function readIdxFile(file: string, content: IdxContent): Promise<IdxFile> {
  try {
    const { size } = await stat(file);
    const gzipped = file.endsWith('.gz');
    const reader = new IdxReader(file, content, gzipped ? size * bestDeflateRatio : size);
    const stream = createReadStream(file);
    await (gzipped ? pipeline(stream, createGunzip(), sinkOf(reader)) : pipeline(stream, sinkOf(reader)));
    return reader.finish();
  } catch (error) {
    throw readError(file, error);
  }
}
