// `data csv "file.csv"`: a row a sample, with a label and either the path of a picture or its pixels; one
// file, or a folder with train.csv, val.csv and test.csv.

import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { sizeOf, type Shape } from '../../../compiler/graph/value.js';
import { countOf, sizeText } from '../../text.js';
import { DataError } from '../data-error.js';
import { partNames, partWords, type DataPart } from '../data-part.js';
import { datasetInMemory, imageShape, type Dataset } from '../dataset.js';
import { listFolder } from '../folder.js';
import { openPictures, type OpenPicturesOptions } from '../pictures/open-pictures.js';
import { checkRow, readHeader, type Columns } from './columns.js';
import { LabelColumn } from './label-column.js';
import { PixelRows } from './pixel-rows.js';
import { readRows } from './read-rows.js';

export interface OpenCsvOptions extends OpenPicturesOptions {
  readonly part: DataPart;
  readonly classNames?: readonly string[] | undefined;
}

/** What a file holds, as it is read. */
interface Table {
  readonly columns: Columns;
  readonly labels: LabelColumn;
  readonly pixels: PixelRows;
  readonly files: string[];
}

function checkWidth({ pixels }: Columns, input: Shape, file: string): void {
  if (pixels.length === sizeOf(input)) return;
  throw new DataError(
    `${file} has ${countOf(pixels.length, 'column')} beside \`label\`, but the network's input, ${sizeText(input)}, has ${countOf(sizeOf(input), 'number')}`,
    'give each pixel a column, row after row of the picture, channels together; or a column `file`',
  );
}

async function readTable(file: string, input: Shape): Promise<Table> {
  let table: Table | undefined;
  await readRows(file, (cells, row) => {
    if (table === undefined) {
      const columns = readHeader(cells, file);
      if (columns.file === undefined) checkWidth(columns, input, file);
      table = { columns, labels: new LabelColumn(file), pixels: new PixelRows(file, columns), files: [] };
      return;
    }
    const { columns, labels, pixels, files } = table;
    checkRow(cells, row, columns, file);
    labels.add(cells[columns.label], row);
    if (columns.file === undefined) pixels.add(cells, row);
    else files.push(resolve(dirname(file), cells[columns.file].trim()));
  });
  if (table !== undefined && table.labels.count > 0) return table;
  throw new DataError(`${file} holds no samples`, 'write a header, and below it a row a sample');
}

/** The names of the classes in a file; undefined where they are numbers. */
async function namesIn(file: string): Promise<readonly string[] | undefined> {
  const labels = new LabelColumn(file);
  let columns: Columns | undefined;
  await readRows(file, (cells, row) => {
    if (columns === undefined) columns = readHeader(cells, file);
    else if (cells.length > columns.label) labels.add(cells[columns.label], row);
  });
  return labels.names;
}

interface Chosen {
  readonly file: string;
  /** The file of training samples, where it is another one. */
  readonly training: string | undefined;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function choose(path: string, { part, onNotice }: OpenCsvOptions): Promise<Chosen | undefined> {
  if (await isFile(path)) {
    if (part === 'validation') return undefined;
    if (part === 'test') onNotice?.(`${path} is one file: all of its samples are taken.`);
    return { file: path, training: undefined };
  }
  const names = await listFolder(path);
  const nameOf = (each: DataPart) =>
    partNames[each].map((name) => `${name}.csv`).find((name) => names.has(name));
  const name = nameOf(part);
  if (name !== undefined) {
    const training = nameOf('train');
    const other = part === 'train' || training === undefined ? undefined : join(path, training);
    return { file: join(path, name), training: other };
  }
  if (part === 'validation') return undefined;
  throw new DataError(
    `the ${partWords[part]} samples are missing in ${path}`,
    `put a file ${part}.csv there, or name a file with --data`,
  );
}

/**
 * @returns undefined for a validation part that is not there
 * @throws DataError that names the row and the column
 */
export async function openCsv(path: string, options: OpenCsvOptions): Promise<Dataset | undefined> {
  const { input } = options;
  const chosen = await choose(path, options);
  if (chosen === undefined) return undefined;
  const { file, training } = chosen;
  const table = await readTable(file, input);
  const known = options.classNames ?? (training === undefined ? undefined : await namesIn(training));
  const { labels, classNames } = table.labels.read(known);
  if (table.columns.file !== undefined) {
    return openPictures({ name: file, files: table.files, labels, classNames }, options);
  }
  const shape = imageShape(input);
  return datasetInMemory({ name: file, values: table.pixels.finish(), labels, shape, classNames });
}
