// The code that a word on the command line means, however it is written.

import { nearest } from '../compiler/check/nearest.js';
import { catalogue, type Code } from '../compiler/diagnostics/catalogue.js';
import { Failure } from '../runtime/failure.js';

const codes = Object.keys(catalogue) as Code[];

/** `CNN301`, `cnn301`, `301`, or as it stands in a message, `error[CNN301]`. */
export function codeOf(word: string): Code {
  const digits = /^(?:error|warning)?\[?(?:cnn)?[-_ ]?(\d+)\]?:?$/i.exec(word)?.[1];
  const meant = digits === undefined ? undefined : `CNN${digits}`;
  const code = codes.find((known) => known === meant);
  if (code !== undefined) return code;
  const near = digits === undefined ? nearest(word, codes) : nearestNumber(Number(digits));
  throw new Failure(
    `there is no diagnostic \`${meant ?? word}\``,
    near === undefined
      ? '`cnnc explain` lists all codes'
      : `the nearest is ${near}; \`cnnc explain\` lists all codes`,
  );
}

/** Of the same hundred, which tells the kind; none where there is no such kind. */
function nearestNumber(number: number): Code | undefined {
  const kind = Math.floor(number / 100);
  const away = (code: Code): number => Math.abs(numberOf(code) - number);
  return codes
    .filter((code) => Math.floor(numberOf(code) / 100) === kind)
    .toSorted((a, b) => away(a) - away(b))[0];
}

function numberOf(code: Code): number {
  return Number(code.slice('CNN'.length));
}
