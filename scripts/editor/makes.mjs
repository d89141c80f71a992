// What is tried in which surroundings: with Node, where VS Code is a page alone, in a workspace that nobody trusts.

import * as help from './scenarios/help.mjs';
import * as distrust from './scenarios/distrust.mjs';
import * as completion from './scenarios/completion.mjs';
import * as formatting from './scenarios/formatting.mjs';
import * as highlighting from './scenarios/highlighting.mjs';
import * as mistakes from './scenarios/mistakes.mjs';
import * as names from './scenarios/names.mjs';
import * as panels from './scenarios/panels.mjs';
import { picturesIn } from './scenarios/pictures.mjs';
import * as programs from './scenarios/programs.mjs';
import * as reading from './scenarios/reading.mjs';

const scenarios = [highlighting, reading, mistakes, completion, formatting, names, panels, help, programs];

const light = { 'workbench.colorTheme': 'Default Light Modern' };
const dark = { 'workbench.colorTheme': 'Default Dark Modern' };

export const makes = [
  { name: 'node', userSettings: light, scenarios },
  { name: 'browser', inPage: true, userSettings: dark, scenarios: [reading, mistakes, names, panels, help] },
  { name: 'restricted', trusted: false, userSettings: light, scenarios: [distrust] },
];

export const pictureMakes = [
  { name: 'light', userSettings: light, scenarios: [picturesIn('light')] },
  { name: 'dark', userSettings: dark, scenarios: [picturesIn('dark')] },
];
