// From the bytes of a file to a .cnn text, and in one sentence why a file cannot be one.

import { isUtf8 } from 'node:buffer';
import { Failure, systemCode } from '../runtime/failure.js';

/** Longer than any network that a person writes, short enough to check at once. */
export const largestSource = 16 * 1024 * 1024;

/** UTF-8 without NULs; a byte order mark is left out. */
export function decode(name: string, bytes: Buffer): string {
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

export function tooLarge(name: string): Failure {
  return new Failure(
    `${name} is larger than 16 MiB, the most that a .cnn text may have`,
    'is it another file that you mean?',
  );
}

export function unreadable(name: string, error: unknown): Failure {
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
