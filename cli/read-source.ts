// Reads a .cnn text, and says in one sentence why a file cannot be one.

import { isUtf8 } from 'node:buffer';
import { createReadStream, readFileSync, statSync, type Stats } from 'node:fs';
import type { Readable } from 'node:stream';
import { Failure, systemCode } from '../runtime/failure.js';

/** Longer than any network that a person writes, short enough to check at once. */
const largestSource = 16 * 1024 * 1024;

export interface SourceText {
  /** What messages call it. */
  readonly name: string;
  readonly text: string;
}

/** What the argument `-` stands for. */
export const standardInput = '-';

/**
 * @param path of a file, or `-` for standard input
 * @throws Failure where there is no text to be had
 */
export async function readSource(path: string): Promise<SourceText> {
  const isInput = path === standardInput;
  const name = isInput ? 'standard input' : path;
  const bytes = isInput ? await readStream(name, process.stdin) : await readFile(path);
  return { name: isInput ? '<stdin>' : path, text: decode(name, bytes) };
}

async function readFile(path: string): Promise<Buffer> {
  const stats = await statOf(path);
  if (stats.isDirectory()) throw new Failure(`${path} is a folder`, 'name a .cnn file in it');
  if (stats.size > largestSource) throw tooLarge(path);
  // A pipe, such as <(...) of a shell, does not say how long it is.
  if (!stats.isFile()) return readStream(path, createReadStream(path));
  try {
    return readFileSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function statOf(path: string): Promise<Stats> {
  try {
    return statSync(path);
  } catch (error) {
    const { missingFile } = await import('./missing-file.js');
    throw systemCode(error) === 'ENOENT' ? await missingFile(path) : unreadable(path, error);
  }
}

/** Reads to the end, but never more than a source may have. */
async function readStream(name: string, stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > largestSource) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw unreadable(name, error);
  }
  if (size > largestSource) throw tooLarge(name);
  return Buffer.concat(chunks);
}

/** UTF-8 without NULs; a byte order mark is left out. */
function decode(name: string, bytes: Buffer): string {
  if (bytes.length >= 2 && (bytes.readUInt16BE() === 0xfffe || bytes.readUInt16BE() === 0xfeff)) {
    throw new Failure(`${name} is UTF-16 text`, 'save it as UTF-8');
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    throw new Failure(
      `${name} is not text: it has a NUL byte at offset ${nul}`,
      'is it another file that you mean?',
    );
  }
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (!isUtf8(bytes)) {
    const line = text.slice(0, text.indexOf('\uFFFD')).split('\n').length;
    throw new Failure(`${name} is not UTF-8 text: line ${line} has bytes that are none`, 'save it as UTF-8');
  }
  return text;
}

function tooLarge(name: string): Failure {
  return new Failure(
    `${name} is larger than 16 MiB, the most that a .cnn text may have`,
    'is it another file that you mean?',
  );
}

function unreadable(name: string, error: unknown): Failure {
  const [cause, remedy] = reasons[systemCode(error)] ?? [
    error instanceof Error ? error.message : String(error),
  ];
  return new Failure(`cannot read ${name}: ${cause}`, remedy);
}

const reasons: Readonly<Record<string, readonly [cause: string, remedy: string]>> = {
  EACCES: ['permission is denied', 'check its permissions'],
  EPERM: ['permission is denied', 'check its permissions'],
  ENOTDIR: ['a part of the path is a file, not a folder', 'check the path'],
  ELOOP: ['its links go in a circle', 'check where it links to'],
};
