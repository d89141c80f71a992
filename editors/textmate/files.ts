// The files that are written from the tables, by their paths.

import { configuration } from './configuration.js';
import { grammar } from './grammar.js';
import { markdownInjection } from './markdown.js';

export const files: Readonly<Record<string, object>> = {
  'editors/vscode/syntaxes/cnn.tmLanguage.json': grammar,
  'editors/vscode/syntaxes/cnn.markdown-injection.tmLanguage.json': markdownInjection,
  'editors/vscode/language-configuration.json': configuration,
};
