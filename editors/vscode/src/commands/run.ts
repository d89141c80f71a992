// `cnnc.build` and `cnnc.train`: the network of a file, in a terminal.

import { dirname, relative } from 'node:path';
import { TaskScope, Uri, commands, tasks, window, workspace } from 'vscode';
import { taskIn, type CnncTask } from '../tasks.js';

export const build = (file?: Uri | string): Promise<void> => run('build', file);

export const train = (file?: Uri | string): Promise<void> => run('train', file);

/** @param file from a menu or, as text, from a lens; else that of the editor */
async function run(command: 'build' | 'train', file: Uri | string | undefined): Promise<void> {
  const uri = typeof file === 'string' ? Uri.parse(file) : (file ?? window.activeTextEditor?.document.uri);
  if (uri === undefined) return;
  const saved = await savedFile(uri);
  if (saved === undefined)
    return void window.showWarningMessage(`To ${command} a network, save it on disk first.`);
  const workspaceFolder = workspace.getWorkspaceFolder(saved);
  const folder = workspaceFolder?.uri.fsPath ?? dirname(saved.fsPath);
  const definition: CnncTask = {
    type: 'cnnc',
    command,
    file: relative(folder, saved.fsPath),
    arguments: command === 'train' ? trainArguments(saved) : [],
  };
  const task = taskIn(folder, workspaceFolder ?? TaskScope.Workspace, definition);
  await (task === undefined ? offerToInstall(folder) : tasks.executeTask(task));
}

/** What is in the editor is what runs. */
async function savedFile(uri: Uri): Promise<Uri | undefined> {
  const document = workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  const saved = document?.isDirty === true || uri.scheme === 'untitled' ? await workspace.save(uri) : uri;
  return saved?.scheme === 'file' ? saved : undefined;
}

function trainArguments(file: Uri): readonly string[] {
  return workspace.getConfiguration('cnnc.train', file).get<readonly string[]>('arguments', []);
}

async function offerToInstall(folder: string): Promise<void> {
  const [install, choose] = ['Install', 'Settings'];
  const chosen = await window.showErrorMessage(
    `No cnnc was found: neither in node_modules from ${folder} upwards, nor on the PATH, nor in the setting cnnc.program.`,
    install,
    choose,
  );
  if (chosen === install) {
    const terminal = window.createTerminal({ name: 'Install cnnc', cwd: folder });
    terminal.show();
    // Not run: whether and where to install is the reader's choice.
    terminal.sendText('npm install --save-dev cnnc', false);
  }
  if (chosen === choose) await commands.executeCommand('workbench.action.openSettings', 'cnnc.program');
}
