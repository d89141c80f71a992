// The program `cnnc`. Editors and commit hooks run `check` all the time, so that it starts from one script
// whose compiled form the build has kept beside it; everything else is modules, loaded as they are needed.
// The build makes a CommonJS script of this file: to start as a module takes Node a tenth longer.

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

type Main = typeof import('./main.js');

/** What the script is: a function in which a CommonJS module stands. */
type Wrapper = (
  exports: object,
  require: NodeJS.Require,
  module: { exports: object },
  moduleUrl: URL,
) => void;

async function loadMain(words: readonly string[]): Promise<Main> {
  const command = words.find((word) => !word.startsWith('-'));
  // Who watches waits once: what that takes is not in the script.
  return command === 'check' && !words.includes('--watch') ? loadCheck() : import('./main.js');
}

/** `main` with no command but `check`. Without its compiled form, or in another Node, it compiles. */
function loadCheck(): Main {
  const url = new URL('check.cjs', import.meta.url);
  const filename = fileURLToPath(url);
  const compiled = `${filename}.cache`;
  const cachedData = existsSync(compiled) ? { cachedData: readFileSync(compiled) } : {};
  const script = new Script(readFileSync(filename, 'utf8'), { filename, ...cachedData });
  const module = { exports: {} };
  (script.runInThisContext() as Wrapper)(module.exports, createRequire(url), module, url);
  return module.exports as Main;
}

const words = process.argv.slice(2);
void loadMain(words).then(({ main }) => main(words));
