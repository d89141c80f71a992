// What is tried in which make of the extension: with Node, and where VS Code is a page alone.

import * as completion from './scenarios/completion.mjs';
import * as formatting from './scenarios/formatting.mjs';
import * as highlighting from './scenarios/highlighting.mjs';
import * as mistakes from './scenarios/mistakes.mjs';
import * as names from './scenarios/names.mjs';
import * as panels from './scenarios/panels.mjs';
import * as reading from './scenarios/reading.mjs';

const scenarios = [highlighting, reading, mistakes, completion, formatting, names, panels];

export const makes = [
  { name: 'node', scenarios },
  { name: 'browser', inPage: true, scenarios: [reading, mistakes, names, panels] },
];

export const pictureMakes = [];
