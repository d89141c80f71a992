// `npm run check:tree-sitter`: compiles the tree-sitter parser as editors do, and holds it and the query of its
// colours against the lexer and the parser of cnnc, over all texts of the checkout and random networks: no text
// that cnnc reads has a mistake in its tree, and every token is captured once, as what it is. Where
// tree-sitter itself is installed, it also holds that src/ is what it makes of grammar.js. Wants Python with pip
// and a C compiler; exits with 77 where they are not here.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { globSync } from 'tinyglobby';
import { bundle } from './bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, '.tmp/tree-sitter');
const grammar = join(root, 'editors/tree-sitter');
const python = join(folder, 'venv/bin/python');
const library = join(folder, 'cnn.so');
/** The tool that src/ is made with, and the Python package that reads with it. */
const toolVersion = '0.27.1';
const packageVersion = '0.26.1';

function skip(reason) {
  console.log(`skipped: ${reason}`);
  process.exit(77);
}

function run(program, words, options = {}) {
  return spawnSync(program, words, { encoding: 'utf8', maxBuffer: 2 ** 30, ...options });
}

/** A Python with tree-sitter, in a folder of its own. */
function preparePython() {
  const has = () => existsSync(python) && run(python, ['-c', 'import tree_sitter']).status === 0;
  if (has()) return;
  if (run('python3', ['-m', 'venv', join(folder, 'venv')]).status !== 0)
    skip('python3 with venv is not here');
  run(python, ['-m', 'pip', 'install', '--quiet', `tree-sitter==${packageVersion}`]);
  if (!has()) skip(`tree-sitter ${packageVersion} from PyPI is not to be had`);
}

function compile() {
  const sources = ['parser.c', 'scanner.c'].map((name) => join(grammar, 'src', name));
  const words = ['-shared', '-fPIC', '-O1', '-Wall', '-Wextra', '-Werror'];
  const { status, error, stderr } = run('cc', [
    ...words,
    '-I',
    join(grammar, 'src'),
    '-o',
    library,
    ...sources,
  ]);
  if (error) skip('cc is not here');
  if (status !== 0) throw new Error(`the parser does not compile:\n${stderr}`);
}

/** What the parser and the query of colours make of texts; the other queries only have to fit the parser. */
function read(texts) {
  const highlights = 'editors/tree-sitter/queries/highlights.scm';
  const others = globSync(['editors/tree-sitter/queries/**/*.scm', 'editors/zed/languages/**/*.scm'], {
    cwd: root,
  });
  const words = ['scripts/tree-sitter/captures.py', library, highlights, ...others];
  const { status, stdout, stderr } = run(python, words, { cwd: root, input: JSON.stringify(texts) });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

async function holdsOverTexts() {
  const outfile = join(folder, 'compare.mjs');
  await bundle({ entryPoints: ['test/tree-sitter/compare.ts'], outfile });
  const { texts, differences } = await import(pathToFileURL(outfile).href);
  const all = texts();
  const found = read(all.map(({ text }) => text));
  const wrong = all.flatMap((each, i) => differences(each, found[i]));
  wrong.forEach((line) => console.log(line));
  const count = found.reduce((sum, { captured }) => sum + captured.length, 0);
  console.log(`${all.length} texts, ${count} captures, ${wrong.length} differences`);
  return wrong.length === 0;
}

/** True too where the tool is not here, which is said. */
function isRegenerated() {
  const program = process.env.TREE_SITTER ?? 'tree-sitter';
  const version = run(program, ['--version']).stdout?.trim();
  if (version !== `tree-sitter ${toolVersion}`) {
    const found = version ? `${program} is ${version}` : `${program} is not installed`;
    console.log(`src/ is not compared with what tree-sitter ${toolVersion} makes of grammar.js: ${found}`);
    return true;
  }
  const copy = join(folder, 'regenerated');
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  for (const name of ['grammar.js', 'words.js', 'tree-sitter.json'])
    cpSync(join(grammar, name), join(copy, name));
  const { status, stderr } = run(program, ['generate', '--abi', '14'], { cwd: copy });
  if (status !== 0) throw new Error(stderr);
  const files = ['parser.c', 'grammar.json', 'node-types.json'];
  const stale = files.filter(
    (name) =>
      readFileSync(join(copy, 'src', name), 'utf8') !== readFileSync(join(grammar, 'src', name), 'utf8'),
  );
  for (const name of stale)
    console.log(`src/${name} is not what tree-sitter ${toolVersion} makes of grammar.js`);
  return stale.length === 0;
}

mkdirSync(folder, { recursive: true });
compile();
preparePython();
const holds = [await holdsOverTexts(), isRegenerated()];
process.exitCode = holds.every(Boolean) ? 0 : 1;
