// Installs a real VS Code for the tests of the extension: code-server from npm, and Chromium to look at it with.
// `node scripts/editor/install.mjs` does nothing where both are there; it exits with 77 where they cannot be had.

import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Unavailable, exitUnavailable } from './unavailable.mjs';

/** This code-server is VS Code 1.100, the oldest that the extension is for. */
const version = '4.100.3';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where code-server lies: a folder of its own, which git ignores. */
export const codeServerFolder = resolve(root, process.env.CNNC_CODE_SERVER ?? '.tmp/code-server');

const installed = join(codeServerFolder, 'installed.txt');
const packageFolder = join(codeServerFolder, 'node_modules/code-server');

export const codeServerEntry = join(packageFolder, 'out/node/entry.js');

/** Debian's packages, by the program that shows whether they are there. */
const debianPackages = {
  chromium: 'chromium',
  'g++': 'g++',
  make: 'make',
  python3: 'python3',
  rg: 'ripgrep',
};

/** The path of Chromium, or undefined. */
export function findChromium() {
  return process.env.CNNC_CHROMIUM ?? findProgram('chromium') ?? findProgram('google-chrome');
}

export async function install() {
  askForPlatform();
  installDebianPackages(Object.keys(debianPackages).filter((name) => !isThere(name)));
  if (await isInstalled()) return;
  console.log(`installing code-server ${version} into ${codeServerFolder}`);
  await rm(codeServerFolder, { recursive: true, force: true });
  await mkdir(codeServerFolder, { recursive: true });
  await writeFile(join(codeServerFolder, 'package.json'), '{ "private": true }\n');
  installPackages();
  await writeFile(installed, `${version}\n`);
}

function askForPlatform() {
  const [major] = process.versions.node.split('.');
  if (process.platform !== 'linux') throw new Unavailable('the tests in a real VS Code run on Linux');
  if (major !== '20')
    throw new Unavailable(`code-server ${version} runs on Node 20, and this is Node ${major}`);
}

async function isInstalled() {
  try {
    await access(codeServerEntry);
    return (await readFile(installed, 'utf8')).trim() === version;
  } catch {
    return false;
  }
}

/** Install scripts stay off, for some of them download; what must be compiled is named. */
function installPackages() {
  const vscode = join(packageFolder, 'lib/vscode');
  npm(codeServerFolder, 'install', `code-server@${version}`, '--ignore-scripts');
  npm(codeServerFolder, 'rebuild', 'argon2', '--ignore-scripts=false');
  npm(vscode, 'install', '--omit=dev', '--ignore-scripts');
  for (const name of ['@vscode/spdlog', 'native-watchdog', 'node-pty']) compile(vscode, name);
  symlinkSync('node_modules', join(vscode, 'node_modules.asar'));
  // What searches for files is a download of its own; Debian has the same program.
  const search = join(vscode, 'node_modules/@vscode/ripgrep/bin');
  mkdirSync(search, { recursive: true });
  symlinkSync(findProgram('rg'), join(search, 'rg'));
  npm(join(vscode, 'extensions'), 'install', '--omit=dev', '--ignore-scripts');
}

/** Without the other scripts of the package, which may ask for more than a compiler. */
function compile(folder, name) {
  run('npm', ['explore', name, '--', 'node-gyp', 'rebuild'], folder);
}

function npm(folder, ...words) {
  run('npm', [...words, '--no-audit', '--no-fund'], folder);
}

function installDebianPackages(missing) {
  if (missing.length === 0) return;
  const names = missing.map((program) => debianPackages[program]);
  const wanted = `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} not installed`;
  if (process.getuid() !== 0 || findProgram('apt-get') === undefined) {
    throw new Unavailable(`${wanted}, and only root can install with apt-get`);
  }
  console.log(`${wanted}: asking apt-get`);
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names]);
}

function isThere(program) {
  return (program === 'chromium' ? findChromium() : findProgram(program)) !== undefined;
}

function findProgram(name) {
  try {
    return execFileSync('sh', ['-c', 'command -v "$1"', 'sh', name], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

const environment = {
  ...process.env,
  DEBIAN_FRONTEND: 'noninteractive',
  // Node's headers lie beside Node, so that compiling downloads nothing.
  npm_config_nodedir: dirname(dirname(process.execPath)),
  npm_config_update_notifier: 'false',
};

/** A program that fails, or takes more than five minutes, means that the editor cannot be had here. */
function run(program, words, cwd = root) {
  const bounds = { timeout: 300_000, maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'pipe'] };
  try {
    execFileSync(program, words, { ...bounds, cwd, env: environment });
  } catch (error) {
    const told = `${error.stdout ?? ''}${error.stderr ?? ''}`.trim().split('\n').slice(-8).join('\n');
    throw new Unavailable(`${[program, ...words].join(' ')} failed\n${told || error.message}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await install();
    console.log(`code-server ${version} is in ${codeServerFolder}, Chromium at ${findChromium()}`);
  } catch (error) {
    exitUnavailable(error);
  }
}
