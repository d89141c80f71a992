// Reads the .cnn text that a command is about.

import { createReadStream, readFileSync, statSync, type Stats } from 'node:fs';
import type { Readable } from 'node:stream';
import { Failure, systemCode } from '../runtime/failure.js';
import { decode, largestSource, tooLarge, unreadable } from './source-text.js';

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
