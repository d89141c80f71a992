// The files of examples/zoo, compiled; what several tests read is compiled once.

import { readFileSync } from 'node:fs';
import { compile, summarize, type Compilation, type Summary } from '../../compiler/index.js';
import type { Member } from './members.js';

type Chosen = Pick<Member, 'file' | 'set'>;

const compiled = new Map<string, Compilation>();

export function textOf(file: string): string {
  return readFileSync(`examples/zoo/${file}.cnn`, 'utf8');
}

export function compilationOf({ file, set = {} }: Chosen): Compilation {
  const key = JSON.stringify([file, set]);
  const known = compiled.get(key) ?? compile(textOf(file), { file: `examples/zoo/${file}.cnn`, set });
  compiled.set(key, known);
  return known;
}

export function summaryOf(chosen: Chosen): Summary {
  return summarize(compilationOf(chosen).model);
}

/** By the names of layers; of square fields one side. */
export function receptiveFieldsOf(chosen: Chosen): Readonly<Record<string, number>> {
  return Object.fromEntries(
    summaryOf(chosen).layers.map(({ name, receptiveField }) => [name, receptiveField[0]]),
  );
}

/** Of the last layer with more than one place; a layer with branches sees what the widest of them sees. */
export function lastMapField(chosen: Chosen): readonly number[] {
  const { layers } = compilationOf(chosen).model;
  const maps = layers.filter(({ output }) => output?.slice(0, -1).some((size) => size > 1));
  return maps[maps.length - 1].receptiveField;
}
