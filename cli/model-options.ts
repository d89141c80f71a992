// The options of every command that reads a model.

import { InvalidArgumentError, Option } from 'commander';
import { parseNumber } from './number-argument.js';
import type { GlobalOptions } from './terminal.js';

export interface ModelOptions extends GlobalOptions {
  /** Values for the model's `param`s. */
  readonly set?: Readonly<Record<string, number>>;
}

export function setOption(): Option {
  return new Option(
    '--set <name=value>',
    'give a param of the model another value; may be repeated',
  ).argParser(addSetting);
}

function addSetting(
  text: string,
  earlier: Readonly<Record<string, number>> | undefined,
): Record<string, number> {
  const [, name, written] = /^([^=]*)=(.*)$/s.exec(text) ?? [undefined, undefined, ''];
  if (name === undefined) throw new InvalidArgumentError('It is written NAME=VALUE, such as classes=10.');
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name))
    throw new InvalidArgumentError(`"${name}" is not the name of a param.`);
  const value = parseNumber(written);
  if (value === undefined)
    throw new InvalidArgumentError(`"${written}" is not a number; write 10, 0.5, 1e-3, 40% or 65k.`);
  return { ...earlier, [name]: value };
}
