// CNN614: an activation of what another activation has just made.

import type { TextEdit } from '../../grammar/diagnostic.js';
import type { CheckedLayer } from '../check/checked-layer.js';
import { inEveryCopy } from './every-copy.js';
import type { Finding, Lint } from './lint.js';
import { isWritten, placeOf, related, saying } from './place.js';

export const activationTwice: Lint = {
  code: 'CNN614',
  severity: 'warning',
  check(subject, report) {
    for (const layer of inEveryCopy(subject.layers, followsActivation)) report(finding(layer));
  },
};

function followsActivation(layer: CheckedLayer): boolean {
  const before = endOf(layer.input);
  return isActivation(layer) && before !== undefined && isActivation(before);
}

/** What was done last to what reaches a layer. */
function endOf(layer: CheckedLayer | undefined): CheckedLayer | undefined {
  return layer?.suffixes.at(-1) ?? layer;
}

function isActivation({ kind, definition }: CheckedLayer): boolean {
  return definition?.isSuffix === true && kind !== 'bn';
}

/** Their values are never negative, so that `relu` leaves them as they are. */
const neverNegative = new Set(['relu', 'relu6', 'sigmoid', 'softmax', 'hard-sigmoid']);

function changesNothing(first: string, second: string): boolean {
  return (second === 'relu' && neverNegative.has(first)) || (second === 'relu6' && first === 'relu6');
}

function finding(second: CheckedLayer): Finding {
  const maker = second.input as CheckedLayer;
  const first = endOf(maker) as CheckedLayer;
  const idle = changesNothing(first.kind, second.kind);
  const title = `take \`${second.kind}\` out: the network computes the same without it`;
  return {
    ...placeOf(second),
    message: idle
      ? `\`${second.kind}\` changes nothing after \`${first.kind}\``
      : `\`${second.kind}\` follows \`${first.kind}\`, with nothing to learn between them`,
    related: [related(maker, `ends with \`${first.kind}\``)],
    help: idle ? title : `keep one of the two, or put a layer between them`,
    candidates: idle ? saying(title, removal(second), true) : [],
  };
}

/** Of a statement that stands on a line of its own, or behind a `;`. */
function removal({ statement, source, span }: CheckedLayer): readonly TextEdit[] {
  const isBare = statement.name === undefined && statement.claims.length === 0;
  if (!isBare || !isWritten({ statement })) return [];
  const { line } = source.position(span.start);
  const start = source.lineStart(line);
  const text = source.line(line);
  const [before, after] = [text.slice(0, span.start - start), text.slice(span.end - start)];
  const behind = /;[ \t]*$/.exec(before);
  if (behind) return [{ span: { start: start + behind.index, end: span.end }, text: '' }];
  if (before.trim() !== '') return [];
  const next = /^[ \t]*;[ \t]*/.exec(after);
  if (next) return [{ span: { start: span.start, end: span.end + next[0].length }, text: '' }];
  return after.trim() === '' ? [{ span: { start, end: start + text.length + 1 }, text: '' }] : [];
}
