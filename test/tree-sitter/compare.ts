// The texts over which the tree-sitter parser is held against cnnc, and how the two differ.

import { readFileSync } from 'node:fs';
import { difference, groupBy } from 'es-toolkit';
import * as fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { layers } from '../../compiler/layers/index.js';
import { captures } from '../../editors/tree-sitter/captures.js';
import { networkText } from '../support/random-text.js';
import { expectedCaptures, type ExpectedCapture } from './expected-captures.js';

export interface Text {
  readonly name: string;
  readonly text: string;
  /** Whether its words are those that the compiler knows. */
  readonly isKnown: boolean;
}

/** Places count UTF-16 units. */
export interface Found {
  readonly mistakes: readonly number[];
  readonly captured: readonly (readonly [start: number, end: number, name: string])[];
}

const randomTexts = 200;

export function texts(): Text[] {
  const files = globSync([
    'examples/**/*.cnn',
    'test/golden/**/*.cnn',
    'test/textmate/**/*.cnn',
    'editors/vscode/**/*.cnn',
  ]);
  return [
    ...files.toSorted().map((name) => ({
      name,
      text: readFileSync(name, 'utf8'),
      isKnown: !/errors|fmt|reported|textmate/.test(name),
    })),
    ...[...layers].map(([word, { documentation }]) => ({
      name: `the example of ${word}`,
      text: documentation.example,
      isKnown: true,
    })),
    ...fc
      .sample(networkText({ smooth: false }), { numRuns: randomTexts, seed: 1 })
      .map((text, i) => ({ name: `random network ${i}`, text, isKnown: true })),
  ];
}

/** As lines; none where cnnc itself does not read the text. */
export function differences({ name, text, isKnown }: Text, { mistakes, captured }: Found): string[] {
  const expected = expectedCaptures(text);
  if (expected === undefined) return [];
  const byStart = groupBy(
    captured.filter(([, , capture]) => capture !== captures.escape),
    ([start]) => start,
  );
  return [
    ...mistakes.map((place) => `${name}:${lineOf(text, place)}: a mistake that cnnc does not see`),
    ...expected.flatMap((token, i) => {
      const { [token.start]: found = [] } = byStart;
      return isTwice(token, expected[i - 1]) || isFit(token, found, isKnown)
        ? []
        : [`${name}:${lineOf(text, token.start)}: ${told(token, found)}`];
    }),
    ...difference(
      Object.keys(byStart).map(Number),
      expected.map(({ start }) => start),
    ).map((place) => `${name}:${lineOf(text, place)}: no token starts where a capture does`),
  ];
}

/** In `stride stride` the second is a name; a query does not see that. */
function isTwice({ image, isWord }: ExpectedCapture, before: ExpectedCapture | undefined): boolean {
  return isWord && before?.image === image;
}

/** Of a word that the compiler may not know nothing can be asked, but that no layer is missed. */
function isFit(
  { start, image, capture, isWord }: ExpectedCapture,
  found: Found['captured'],
  isKnown: boolean,
): boolean {
  if (!isKnown && isWord && capture !== captures.layer) return true;
  if (capture === undefined) return found.length === 0;
  return found.every(([, end, name]) => end === start + image.length && name === capture) && found.length > 0;
}

function told({ image, capture }: ExpectedCapture, found: Found['captured']): string {
  const names = found.map(([, , name]) => name).join(' and ');
  return `${image} should be ${capture ?? 'no capture'}, is ${names || 'none'}`;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
