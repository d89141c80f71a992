// `node scripts/editors-check.mjs [COMMAND...]`: runs the lines that docs/editors.md gives for Neovim, Helix, Emacs
// and Vim in those of them that are installed, on a network with a mistake, and looks for what `cnnc check`
// says of it; in Neovim for the colours of the tree-sitter grammar too, where it reads them; in Helix, which
// cannot be asked from outside, for the grammar alone. COMMAND is what stands for `cnnc`, `node dist/cli.cjs`
// unless given; NVIM, HX, EMACS and VIM name other programs. Fails where an installed editor does not show
// what it should.

import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { omit } from 'es-toolkit';

const root = fileURLToPath(new URL('..', import.meta.url));
const command = process.argv.length > 2 ? process.argv.slice(2) : ['node', join(root, 'dist/cli.cjs')];
const page = readFileSync(join(root, 'docs/editors.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'cnnc-editors-'));
const network = join(folder, 'wrong.cnn');
const told = /the 7x7 kernel of `conv` does not fit on a 5x5 map/;

/** The fences of one language, in the order of the page. */
function fences(language) {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, text]) => text,
  );
}

function file(name, text) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const [newLua, oldLua] = fences('lua');
const waitInLua = `
local shown = function() return #vim.diagnostic.get(0) > 0 end
vim.wait(20000, shown, 100)
for _, each in ipairs(vim.diagnostic.get(0)) do io.stdout:write(each.message .. '\\n') end
if vim.treesitter.get_captures_at_pos then
  local layer = vim.treesitter.get_captures_at_pos(0, 2, 0)
  for _, each in ipairs(layer) do io.stdout:write('@' .. each.capture .. '\\n') end
end
vim.cmd('qa!')`;
const waitInLisp = `
(find-file "${network}")
; Eglot connects after the command that opened the file, and there are no commands here.
(run-hooks 'post-command-hook)
(let ((end (+ (float-time) 20)))
  (while (and (< (float-time) end) (null (flymake-diagnostics))) (accept-process-output nil 0.1)))
(dolist (each (flymake-diagnostics)) (princ (format "%s\\n" (flymake-diagnostic-text each))))
(kill-emacs)`;

/** Puts the parser and the queries of tree-sitter where the page does. */
function installGrammar(place) {
  const install = fences('sh').find((fence) => fence.includes(place));
  spawnSync('sh', ['-euc', install], { cwd: root, env: ownEnvironment(), stdio: 'inherit' });
}

function neovim(program, lua) {
  installGrammar('/nvim/site');
  const wait = file('wait.lua', waitInLua);
  return [program, ['--headless', '-u', file('init.lua', lua), network, '-c', `luafile ${wait}`]];
}

function helix(program) {
  installGrammar('/helix/runtime');
  file('.config/helix/languages.toml', fences('toml')[0]);
  return [program, ['--health', 'cnn']];
}

function emacs(program) {
  const lines = ['(package-initialize)', "(require 'flymake)", '(setq eglot-sync-connect 20)'];
  const start = file('init.el', [...lines, ...fences('elisp'), waitInLisp].join('\n'));
  return [program, ['--batch', '-l', start]];
}

/** Vim writes its list of mistakes as `LINE TYPE TEXT`. */
function vim(program) {
  const found = 'getqflist()->map(\'v:val.lnum . " " . v:val.type . " " . v:val.text\')';
  const list = file('list.vim', `silent make!\ncall writefile(${found}, '${join(folder, 'found')}')\nqa!`);
  const words = ['-es', '-N', '-u', file('vimrc', fences('vim').join('')), network];
  return [program, [...words, '-c', 'doautocmd BufRead', '-S', list]];
}

function versionOf(program) {
  return spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout?.split('\n')[0];
}

/** A home of its own, `cnnc` on the path, and nothing that says where an editor's own files are. */
function ownEnvironment() {
  const own = omit(process.env, ['XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'VIM']);
  return { ...own, PATH: `${join(folder, 'bin')}:${own.PATH}`, HOME: folder };
}

/** @param wanted what has to show, by what it is called */
function check(name, program, startOf, wanted) {
  const version = versionOf(program);
  if (!version) return console.log(`${name}: skipped, ${program} is not installed`);
  const { stdout, stderr } = spawnSync(...startOf(program, version), {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
    env: ownEnvironment(),
  });
  const list = join(folder, 'found');
  const output = `${stdout}${stderr}${existsSync(list) ? readFileSync(list, 'utf8') : ''}`;
  for (const [what, pattern] of Object.entries(wanted)) {
    const isShown = pattern.test(output);
    console.log(`${version}: ${isShown ? `shows ${what}` : `does NOT show ${what}\n${output}`}`);
    if (!isShown) process.exitCode = 1;
  }
}

const { NVIM = 'nvim', HX = 'hx', EMACS = 'emacs', VIM = 'vim' } = process.env;

try {
  mkdirSync(join(folder, 'bin'));
  const quoted = command.map((word) => `'${word}'`).join(' ');
  chmodSync(file('bin/cnnc', `#!/bin/sh\nexec ${quoted} "$@"\n`), 0o755);
  file('wrong.cnn', 'input 28x28x1\npool max 5\nconv 32 7x7 relu\n');
  const isOld = (version) => /v0\.(?:\d|10)\./.test(version);
  const colours = isOld(versionOf(NVIM) ?? '') ? {} : { 'the colour of a layer': /^@function\.builtin$/m };
  check('Neovim', NVIM, (program, version) => neovim(program, isOld(version) ? oldLua : newLua), {
    'the mistake': told,
    ...colours,
  });
  check('Helix', HX, helix, { 'the grammar': /Tree-sitter parser:.*✓[^]*Highlight queries:.*✓/ });
  check('Emacs', EMACS, emacs, { 'the mistake': told });
  check('Vim', VIM, vim, { 'the mistake': new RegExp(`^3 e CNN301 ${told.source}`, 'm') });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
