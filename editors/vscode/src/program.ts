// Where the `cnnc` of a network lies: the one that the settings name, that of its project, or one on the PATH.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { ProcessExecution, ShellExecution, ShellQuoting, Uri, workspace } from 'vscode';

/**
 * @param folder where to look first
 * @returns undefined where there is none
 */
export function findProgram(folder: string): string | undefined {
  return namedProgram(folder) ?? projectProgram(folder) ?? programOnPath();
}

/** No shell sees the words where Node can run the program itself: names of files may hold anything. */
export function execution(program: string, words: string[], cwd: string): ProcessExecution | ShellExecution {
  if (/\.[cm]?js$/.test(program)) return new ProcessExecution('node', [program, ...words], { cwd });
  const quoted = [program, ...words].map((value) => ({ value, quoting: ShellQuoting.Strong }));
  return new ShellExecution(quoted[0], quoted.slice(1), { cwd });
}

function namedProgram(folder: string): string | undefined {
  const file = Uri.file(folder);
  const path = workspace.getConfiguration('cnnc', file).get('program', '').trim();
  if (path === '') return undefined;
  return resolve(workspace.getWorkspaceFolder(file)?.uri.fsPath ?? folder, path);
}

/** `node_modules/cnnc` in the folder or above it, as Node looks for it. */
function projectProgram(folder: string): string | undefined {
  const installed = join(folder, 'node_modules/cnnc');
  const script = scriptOf(installed);
  if (script !== undefined) return join(installed, script);
  return dirname(folder) === folder ? undefined : projectProgram(dirname(folder));
}

function scriptOf(folder: string): string | undefined {
  try {
    const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      readonly bin: { readonly cnnc?: string };
    };
    return bin.cnnc;
  } catch {
    return undefined;
  }
}

function programOnPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(isAbsolute);
  const name = process.platform === 'win32' ? 'cnnc.cmd' : 'cnnc';
  return folders
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path) && statSync(path).isFile());
}
