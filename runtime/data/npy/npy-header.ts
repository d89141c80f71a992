// The head of a .npy file: a magic string, a version, and a Python dictionary that names the type of the
// elements, their order and the axes (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).

import { countOf, numberText } from '../../text.js';
import { DataError } from '../data-error.js';
import { elementTypes, type ElementType } from './element-types.js';

export interface NpyHeader {
  readonly type: ElementType;
  readonly littleEndian: boolean;
  readonly axes: readonly number[];
  /** Elements in all. */
  readonly count: number;
  /** Bytes of the header. */
  readonly length: number;
}

/** A head says so little that a longer one is none. */
const longestHeader = 65_536;

function damaged(file: string, what: string): DataError {
  return new DataError(`${file} is no sound .npy file: ${what}`, 'save the array again with numpy.save');
}

/** Where the dictionary starts and ends. */
function extentOf(bytes: Buffer, file: string): { start: number; end: number } {
  if (bytes.length < 10 || bytes.toString('latin1', 0, 6) !== '\x93NUMPY') {
    throw damaged(file, 'it does not start as one');
  }
  const version = bytes[6];
  if (version < 1 || version > 3) throw damaged(file, `version ${version} of the format is not known`);
  const start = version === 1 ? 10 : 12;
  if (bytes.length < start) throw damaged(file, 'it ends within its header');
  const end = start + (version === 1 ? bytes.readUInt16LE(8) : bytes.readUInt32LE(8));
  if (end - start > longestHeader) {
    throw damaged(file, `its header claims ${countOf(end - start, 'byte')}`);
  }
  if (end > bytes.length) throw damaged(file, 'it ends within its header');
  return { start, end };
}

function field(text: string, pattern: RegExp, name: string, file: string): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw damaged(file, `its header does not say \`${name}\``);
  return found;
}

function axesOf(text: string, file: string): number[] {
  const list = field(text, /'shape'\s*:\s*\(([\d,\sL]{0,400})\)/, 'shape', file);
  const axes = list.split(',').filter((axis) => axis.trim() !== '');
  return axes.map((axis) => Number(axis.replace('L', '')));
}

function typeOf(text: string, file: string): { type: ElementType; littleEndian: boolean } {
  const descriptor = field(text, /'descr'\s*:\s*'([!-&(-~]{1,20})'/, 'descr', file);
  const [, order, name] = /^([<>|=]?)(.*)$/.exec(descriptor) as unknown as [string, string, string];
  const type = elementTypes.get(name);
  if (type !== undefined) return { type, littleEndian: order !== '>' };
  throw new DataError(
    `${file} holds elements of the type ${descriptor}; read are ${[...elementTypes.keys()].join(', ')}`,
    "save the array with .astype('float32') or, for bytes, .astype('uint8')",
  );
}

/**
 * @param bytes the file, or as much of it as its head may take
 * @param held how many bytes the whole file has
 * @throws DataError
 */
export function readNpyHeader(bytes: Buffer, held: number, file: string): NpyHeader {
  const { start, end } = extentOf(bytes, file);
  const text = bytes.toString('latin1', start, end);
  const { type, littleEndian } = typeOf(text, file);
  if (field(text, /'fortran_order'\s*:\s*(True|False)/, 'fortran_order', file) === 'True') {
    throw new DataError(
      `${file} is in Fortran order, the first axis varying fastest`,
      'save numpy.ascontiguousarray(array)',
    );
  }
  const axes = axesOf(text, file);
  const count = axes.reduce((product, axis) => product * axis, 1);
  checkSize(axes, count * type.bytes, held - end, file);
  return { type, littleEndian, axes, count, length: end };
}

function checkSize(axes: readonly number[], claimed: number, held: number, file: string): void {
  if (claimed === held) return;
  const says = `its header says ${axes.map(numberText).join(' x ') || 'one number'}, which is ${countOf(claimed, 'byte')}`;
  throw damaged(file, `${says}, but ${numberText(held)} follow`);
}
