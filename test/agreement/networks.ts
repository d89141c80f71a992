// The networks on which engines have to agree: every example, and random ones. Those of the zoo are
// too large for the plain reference; test/zoo/ holds the other engines against each other on them.

import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { compile, summarize } from '../../compiler/index.js';
import { networkText } from '../support/random-text.js';

interface Example {
  readonly file: string;
  readonly text: string;
  /** The plain reference needs seconds for each sample. */
  readonly large: boolean;
}

const manyMacs = 20e6;

export const examples: readonly Example[] = globSync(['examples/**/*.cnn', '!examples/zoo/**'])
  .toSorted()
  .map((file) => {
    const text = readFileSync(file, 'utf8');
    return { file, text, large: summarize(compile(text).model).macs >= manyMacs };
  });

export const randomTexts: readonly string[] = fc.sample(networkText({ smooth: false }), {
  numRuns: 60,
  seed: 2,
});
