// The files that are written from the tables, by their paths.

import { hyphenatedWords } from '../../grammar/tokens.js';
import { namesInHelix } from './captures.js';
import { highlights } from './highlights.js';

const wordsModule = `// Written by scripts/tree-sitter.mjs from grammar/tokens.ts.

export const hyphenatedWords = [
${hyphenatedWords.map((word) => `  '${word}',\n`).join('')}];
`;

const inHelix = highlights.replace(/@([\w.]+)/g, (capture: string, name: string) =>
  Object.hasOwn(namesInHelix, name) ? `@${namesInHelix[name]}` : capture,
);

/** Zed wants queries beside its own description of a language. */
export const files: Readonly<Record<string, string>> = {
  'editors/tree-sitter/words.js': wordsModule,
  'editors/tree-sitter/queries/highlights.scm': highlights,
  'editors/tree-sitter/queries/helix/highlights.scm': inHelix,
  'editors/zed/languages/cnn/highlights.scm': highlights,
};
