// The program `cnnc`. Editors and commit hooks run `check` all the time, so that it starts from one script
// whose compiled form the build has kept beside it; everything else is modules, loaded as they are needed.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { constants, Script } from 'node:vm';

type Main = typeof import('./main.js');

/** What the script is: a function in which a CommonJS module stands. */
type Wrapper = (exports: object, require: NodeJS.Require, module: { exports: object }) => void;

async function loadMain(words: readonly string[]): Promise<Main> {
  const command = words.find((word) => !word.startsWith('-'));
  return command === 'check' ? loadCheck() : import('./main.js');
}

/** `main` with no command but `check`. Another Node than that of the build refuses the compiled form, and compiles. */
function loadCheck(): Main {
  const file = fileURLToPath(new URL('check.cjs', import.meta.url));
  const script = new Script(readFileSync(file, 'utf8'), {
    filename: file,
    cachedData: readFileSync(`${file}.cache`),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const module = { exports: {} };
  (script.runInThisContext() as Wrapper)(module.exports, createRequire(file), module);
  return module.exports as Main;
}

const words = process.argv.slice(2);
await (await loadMain(words)).main(words);
