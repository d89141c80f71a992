// The rows of a CSV file, one after the other, however large it is.

import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { reasonOf, systemCode } from '../../failure.js';
import { numberText } from '../../text.js';
import { DataError } from '../data-error.js';

/** Takes a row; the header is row 1. What it throws ends the reading. */
export type TakeRow = (cells: readonly string[], row: number) => void;

/** A row of a picture of 1024x1024x3 with blanks is shorter; a file of other kind may have no line breaks at all. */
const longestRow = 32 * 2 ** 20;

function readError(file: string, error: unknown): unknown {
  if (error instanceof DataError) return error;
  const causes: Readonly<Record<string, string>> = {
    ENOENT: 'does not exist',
    EISDIR: 'is a folder, not a file',
  };
  const cause = causes[systemCode(error)] ?? `cannot be read: ${reasonOf(error)}`;
  return new DataError(`${file} ${cause}`, 'check the path', { cause: error });
}

/**
 * Reads all rows; blank lines are passed over. Commas, semicolons, tabs and bars are told apart by what the file has.
 * @throws DataError
 */
export async function readRows(file: string, take: TakeRow): Promise<void> {
  const { default: papaparse } = await import('papaparse');
  let row = 0;
  let sinceRow = 0;
  async function* chunks(): AsyncGenerator<string> {
    for await (const chunk of createReadStream(file, 'utf8') as AsyncIterable<string>) {
      sinceRow += chunk.length;
      if (sinceRow > longestRow) {
        throw new DataError(
          `${file}: row ${numberText(row + 1)} has more than ${numberText(longestRow)} characters`,
          'see whether it is a CSV file, and whether its quotes are closed',
        );
      }
      yield chunk;
    }
  }
  const source = Readable.from(chunks());
  try {
    await new Promise<void>((resolve, reject) => {
      papaparse.parse<string[]>(source, {
        skipEmptyLines: true,
        step: ({ data, errors }, parser) => {
          row += 1;
          sinceRow = 0;
          try {
            const mistake = errors.find(({ type }) => type === 'Quotes');
            if (mistake !== undefined) throw quoteError(file, row, mistake.message);
            take(row === 1 ? withoutByteOrderMark(data) : data, row);
          } catch (error) {
            // First, since a parser that is told to stop says that it is done.
            reject(error instanceof Error ? error : new Error(String(error)));
            parser.abort();
          }
        },
        complete: () => resolve(),
        error: reject,
      });
    });
  } catch (error) {
    throw readError(file, error);
  } finally {
    source.destroy();
  }
}

function quoteError(file: string, row: number, message: string): DataError {
  return new DataError(
    `${file}: row ${numberText(row)}: ${message}`,
    'close each quote, and double those within',
  );
}

function withoutByteOrderMark([first, ...others]: readonly string[]): string[] {
  return [first.replace(/^\uFEFF/, ''), ...others];
}
