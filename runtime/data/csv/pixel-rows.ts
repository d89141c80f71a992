// Collects the pixels of row after row, in blocks: how many rows there are is known only at the end.

import { countOf, numberText } from '../../text.js';
import { DataError } from '../data-error.js';
import { maximumBytes } from '../idx-header.js';
import { bytesOrNumbers } from '../narrow-values.js';
import { sharedBytes, sharedNumbers } from '../shared-memory.js';
import type { Columns } from './columns.js';

/** Numbers a block, about. */
const blockSize = 2 ** 20;

export class PixelRows {
  private readonly file: string;
  private readonly columns: Columns;
  private readonly full: (Uint8Array | Float32Array)[] = [];
  private block: Float32Array;
  private filled = 0;
  private total = 0;

  constructor(file: string, columns: Columns) {
    const width = columns.pixels.length;
    this.file = file;
    this.columns = columns;
    this.block = new Float32Array(Math.max(1, Math.floor(blockSize / width)) * width);
  }

  /** @throws DataError where a cell is not a number */
  add(cells: readonly string[], row: number): void {
    for (const column of this.columns.pixels)
      this.block[this.filled++] = this.number(cells[column], row, column);
    this.total += this.columns.pixels.length;
    if (this.total > maximumBytes) throw this.tooMany();
    if (this.filled === this.block.length) this.nextBlock();
  }

  private number(cell: string, row: number, column: number): number {
    const value = Number(cell);
    if (Number.isFinite(value) && cell.trim() !== '') return value;
    throw new DataError(
      `${this.file}: row ${numberText(row)}, column ${this.columns.names[column]}: "${cell.slice(0, 40)}" is not a number`,
      'all columns but `label` are pixels, unless one is called `file`',
    );
  }

  private tooMany(): DataError {
    return new DataError(
      `${this.file} has more than ${countOf(maximumBytes, 'pixel')}`,
      'keep the pictures as files, and their paths in a column `file`',
    );
  }

  private nextBlock(): void {
    this.full.push(bytesOrNumbers(this.block.subarray(0, this.filled)));
    this.block = new Float32Array(this.block.length);
    this.filled = 0;
  }

  /** All values, in memory that all threads see. */
  finish(): Uint8Array | Float32Array {
    this.nextBlock();
    const blocks = this.full.filter(({ length }) => length > 0);
    const bytes = blocks.every((block) => block instanceof Uint8Array);
    const values = bytes ? sharedBytes(this.total) : sharedNumbers(this.total);
    let at = 0;
    for (const block of blocks) {
      values.set(block, at);
      at += block.length;
    }
    return values instanceof Float32Array ? bytesOrNumbers(values) : values;
  }
}
