// `augment rotate 10, shift 10%`: how pictures are changed anew in each epoch.

import type { Report } from '../../../diagnostics/draft.js';
import { written } from '../../../shapes/shape.js';
import type { Augmentation } from '../../../training-options.js';
import type { CheckedNetwork } from '../../network.js';
import type { SettingDefinition } from '../setting-definition.js';
import type { SettingReader } from '../setting-reader.js';
import type { Statement } from '../statement.js';
import { writtenNumber } from '../written-options.js';
import { amounts, directions, fills, unchanged, words } from './augment-words.js';

type Part = keyof Augmentation;

export const augment: SettingDefinition = {
  word: 'augment',
  form: 'augment CHANGE AMOUNT, CHANGE AMOUNT, ...',
  about: 'what is done to each picture anew in each epoch, by amounts drawn evenly from these ranges',
  fallback: 'nothing',
  example: 'augment rotate 10, shift 10%, zoom 10%',
  snippet: 'augment rotate ${1:10}, shift ${2:10%}, zoom ${3:10%}',
  words,
  notes: [
    'Any of them, each once, with commas between. What moves pixels is one affine map, so that a picture is resampled once. Chance is decided by seed, epoch and sample; what is held out stays as it is. `cnnc augment` shows what comes out.',
  ],
  read(reader) {
    const found = new Map<Part, unknown>();
    const entries = reader.entries('what to do, such as `rotate 10`');
    for (const entry of entries) readEntry(entry, found);
    if (reader.hasFailed || entries.some(({ hasFailed }) => hasFailed)) return {};
    if (found.size === 1 && found.has('fill')) {
      const message = '`fill` alone changes nothing: where no picture moves, no pixel is free';
      return { augment: reader.tell({ span: reader.span, message }) };
    }
    return { augment: { ...unchanged, ...Object.fromEntries(found) } };
  },
  write: ({ augment: changes }) =>
    changes && (Object.keys(words) as Part[]).flatMap((part) => writePart(part, changes)).join(', '),
  check: wantPictures,
};

function readEntry(reader: SettingReader, found: Map<Part, unknown>): void {
  const { nextSpan: span } = reader;
  const part = reader.word(Object.keys(words) as Part[], 'an augmentation');
  if (part === undefined) return;
  if (found.has(part)) {
    reader.tell({ span, message: `\`${part}\` is given twice` });
    return;
  }
  found.set(part, readPart(part, reader));
  reader.finish([], Object.keys(words));
}

function readPart(part: Part, reader: SettingReader): unknown {
  if (part === 'shift') return sides(reader.pair(words.shift.value, part));
  if (part === 'fill') return reader.word(Object.keys(fills), 'a filling');
  if (part === 'flip') return flips(reader);
  return reader.number(amounts[part].value, part);
}

function sides(pair: readonly [number, number] | undefined): Augmentation['shift'] | undefined {
  return pair && { height: pair[0], width: pair[1] };
}

function flips(reader: SettingReader): Augmentation['flip'] {
  const found = new Set<string | undefined>();
  do found.add(reader.word(Object.keys(directions), 'a direction'));
  while (reader.isNext(Object.keys(directions)));
  return { horizontal: found.has('horizontal'), vertical: found.has('vertical') };
}

function writePart(part: Part, changes: Augmentation): string[] {
  if (part === 'shift') return writeShift(changes.shift);
  if (part === 'flip') {
    const found = Object.entries(changes.flip).flatMap(([direction, flips]) => (flips ? [direction] : []));
    return found.length === 0 ? [] : [`flip ${found.join(' ')}`];
  }
  if (changes[part] === unchanged[part]) return [];
  return [
    part === 'fill' ? `fill ${changes.fill}` : `${part} ${writtenNumber(changes[part], amounts[part].value)}`,
  ];
}

function writeShift({ height, width }: Augmentation['shift']): string[] {
  if (height === 0 && width === 0) return [];
  const [down, across] = [height, width].map((side) => writtenNumber(side, words.shift.value));
  return [`shift ${height === width ? down : `${down}x${across}`}`];
}

function wantPictures({ setting: { span } }: Statement, { inputs }: CheckedNetwork, report: Report): void {
  const other = inputs.find(({ shape }) => shape.length !== 3);
  if (other === undefined) return;
  report({
    code: 'CNN504',
    span,
    message: `\`augment\` turns and moves pictures, and the input is ${written(other.shape)}`,
    notes: ['a picture is height x width x channels, such as 28x28x1'],
    help: 'take the line out, or give the input these three sizes',
  });
}
