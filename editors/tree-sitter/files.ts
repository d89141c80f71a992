// The files that are written from the tables, by their paths.

import { hyphenatedWords } from '../../grammar/tokens.js';
import { highlights } from './highlights.js';

const wordsModule = `// Written by scripts/tree-sitter.mjs from grammar/tokens.ts.

export const hyphenatedWords = [
${hyphenatedWords.map((word) => `  '${word}',\n`).join('')}];
`;

/** Zed wants queries beside its own description of a language, the others take those of the grammar. */
export const files: Readonly<Record<string, string>> = {
  'editors/tree-sitter/words.js': wordsModule,
  'editors/tree-sitter/queries/highlights.scm': highlights,
  'editors/zed/languages/cnn/highlights.scm': highlights,
};
