// `node scripts/tfjs-node.mjs FOLDER`: a real @tensorflow/tfjs-node in FOLDER/node_modules, for the tests of
// `tfjs:node` where its own download does not answer. The npm package carries the source of its binding, the
// tensorflow wheel of PyPI the library and its C headers; g++ builds the one against the other.
//   --wheel FILE  a wheel that is there already; else pip downloads tensorflow-cpu
// Needs Linux, npm, python3 with pip, unzip, g++ and Node's headers. Prints the folder. Then:
//   CNNC_TFJS_NODE=FOLDER npx vitest run --config vitest.long.config.ts test/tfjs

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';

const root = new URL('..', import.meta.url);
const { peerDependencies } = JSON.parse(await readFile(new URL('package.json', root), 'utf8'));
const name = '@tensorflow/tfjs-node';
const version = peerDependencies[name];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { wheel: { type: 'string' } },
});
if (positionals.length !== 1) {
  console.error('usage: node scripts/tfjs-node.mjs FOLDER [--wheel FILE]');
  process.exit(2);
}
const folder = resolve(positionals[0]);

/** Runs a program; says which failed and what it wrote. */
async function run(program, words, cwd = folder) {
  try {
    return await promisify(execFile)(program, words, { cwd, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    throw new Error(`${program} ${words[0]}: ${error.stderr?.trim() || error.message}`, { cause: error });
  }
}

/** npm's own script would download the binding; what it brings else is JavaScript. */
async function installPackage() {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${version}`]);
}

async function downloadWheel() {
  const target = join(folder, 'wheel');
  await run('python3', ['-m', 'pip', 'download', '--no-deps', '--dest', target, 'tensorflow-cpu']);
  const [wheel] = (await readdir(target)).filter((file) => file.endsWith('.whl'));
  return join(target, wheel);
}

async function unpackLibrary(wheel) {
  const library = join(folder, 'library');
  await mkdir(library, { recursive: true });
  const wanted = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2', 'include/*'];
  await run('unzip', ['-q', '-o', wheel, ...wanted.map((path) => `tensorflow/${path}`), '-d', library]);
  return join(library, 'tensorflow');
}

/** Where Node was built or installed, or what npm has been told. */
async function headersOfNode() {
  const told = (await run('npm', ['config', 'get', 'nodedir'])).stdout.trim();
  const places = [dirname(dirname(process.execPath)), told, '/usr', '/usr/local'];
  const headers = places.map((place) => join(place, 'include/node'));
  const found = headers.find((place) => existsSync(join(place, 'node_api.h')));
  if (found === undefined) throw new Error(`node_api.h is in none of ${headers.join(', ')}`);
  return found;
}

async function buildBinding(library) {
  const source = join(folder, 'node_modules', name);
  const target = join(source, `lib/napi-v${napiVersion()}`);
  await mkdir(target, { recursive: true });
  const includes = [await headersOfNode(), join(library, 'include'), source, join(source, 'binding')];
  await run('g++', [
    ...['-std=c++17', '-O2', '-shared', '-fPIC', `-DNAPI_VERSION=${napiVersion()}`],
    ...includes.map((place) => `-I${place}`),
    ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((file) => join(source, 'binding', file)),
    ...['-o', join(target, 'tfjs_binding.node'), `-L${library}`, `-Wl,-rpath,${library}`],
    ...['-l:libtensorflow_cc.so.2', '-l:libtensorflow_framework.so.2'],
  ]);
}

/** The newest version of Node's interface that the package has a place for. */
function napiVersion() {
  return Math.min(8, Number(process.versions.napi));
}

try {
  await installPackage();
  const wheel = values.wheel === undefined ? await downloadWheel() : resolve(values.wheel);
  await buildBinding(await unpackLibrary(wheel));
  await run(process.execPath, ['-e', `require(${JSON.stringify(name)}).ones([1]).dataSync()`]);
  console.log(folder);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
