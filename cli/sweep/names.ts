// What a sweep can set: the params of its models, and what `cnnc train` has flags for.

import { nearest } from '../../compiler/check/nearest.js';
import { layers } from '../../compiler/layers/index.js';
import { parse } from '../../grammar/parser.js';
import { Source } from '../../grammar/source.js';
import { Failure } from '../../runtime/index.js';
import type { Axis } from '../../runtime/sweep/axis.js';
import type { SourceText } from '../read-source.js';

/** Settings that need no param, and the least that each may be. */
export const flagged: Readonly<Record<string, number>> = { batch: 1, epochs: 1, seed: 0 };

/** @throws Failure where a name means nothing, or a setting cannot be what it is set to */
export function checkNames(axes: readonly Axis[], texts: readonly SourceText[]): void {
  for (const text of texts) {
    const params = paramsOf(text);
    for (const axis of axes) if (!params.includes(axis.name)) checkSetting(axis, text.name, params);
  }
}

/** Whether a value is given by a flag of `cnnc train`: a param of that name goes first. */
export function isFlag(name: string, text: SourceText): boolean {
  return Object.hasOwn(flagged, name) && !paramsOf(text).includes(name);
}

export function paramsOf({ name, text }: SourceText): string[] {
  return parse(new Source(name, text)).file.statements.flatMap((statement) =>
    statement.kind === 'param' ? [statement.name.text] : [],
  );
}

function checkSetting({ name, choice }: Axis, file: string, params: readonly string[]): void {
  if (!Object.hasOwn(flagged, name)) throw unknown(name, file, params);
  const ends = choice.kind === 'values' ? choice.values : [choice.least, choice.most];
  const wrong = ends.find((value) => !Number.isSafeInteger(value) || value < flagged[name]);
  if (wrong === undefined) return;
  throw new Failure(`${name} cannot be ${wrong}`, `it is a whole number, ${flagged[name]} or more`);
}

function unknown(name: string, file: string, params: readonly string[]): Failure {
  const known = [...params, ...Object.keys(flagged)];
  const meant = nearest(name, known);
  const listed = `what can be set: ${known.join(', ')}`;
  if (layers.has(name)) {
    return new Failure(`\`${name}\` is a layer, so that no param of ${file} is called that`, listed);
  }
  const remedy = `declare it, \`param ${name} = ...\`, and write \`${name}\` where its number stands; ${listed}`;
  return new Failure(
    `${file} declares no param \`${name}\``,
    meant === undefined ? remedy : `did you mean \`${meant}\`? ${listed}`,
  );
}
