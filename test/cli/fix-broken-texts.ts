// All texts of the golden errors: one mistake each, or a few, of every kind that there is.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run-cnnc.js';

const folder = join(root, 'test/golden/errors');

export const texts: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.cnn'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  // A network of a quarter of a million layers takes long to check, and is checked elsewhere.
  .filter((text) => text.length < 4000 && !/repeat \d{3}/.test(text));
