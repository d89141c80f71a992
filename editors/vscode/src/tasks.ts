// What runs in a terminal: `cnnc check`, `build` and `train` as tasks, so that VS Code quotes, shows and ends them.

import type { TaskScope } from 'vscode';
import {
  Task,
  TaskPanelKind,
  TaskRevealKind,
  tasks,
  workspace,
  type Disposable,
  type TaskDefinition,
  type WorkspaceFolder,
} from 'vscode';
import { execution, findProgram } from './program.js';

/** As `tasks.json` writes it; paths start at the folder of the workspace. */
export interface CnncTask extends TaskDefinition {
  readonly command: 'check' | 'build' | 'train';
  /** The whole folder unless given. */
  readonly file?: string;
  readonly arguments?: readonly string[];
}

/** The check of each folder, and what `tasks.json` names. */
export function registerTasks(): Disposable {
  return tasks.registerTaskProvider('cnnc', {
    provideTasks: () => (workspace.workspaceFolders ?? []).flatMap((folder) => checkOf(folder) ?? []),
    resolveTask: ({ scope, definition }) => resolved(scope, definition),
  });
}

/**
 * @param folder where it runs
 * @returns undefined where there is no cnnc to run
 */
export function taskIn(
  folder: string,
  scope: WorkspaceFolder | TaskScope.Workspace,
  definition: CnncTask,
): Task | undefined {
  const program = findProgram(folder);
  if (program === undefined) return undefined;
  const words = wordsOf(definition);
  const run = execution(program, words, folder);
  const task = new Task(definition, scope, words.slice(0, 2).join(' '), 'cnnc', run, '$cnnc');
  task.presentationOptions = { reveal: TaskRevealKind.Always, panel: TaskPanelKind.Dedicated, clear: true };
  return task;
}

/** Mistakes come a line each, as the problem matcher reads them. */
function wordsOf({ command, file = '.', arguments: more = [] }: CnncTask): string[] {
  return [command, file, ...(command === 'check' ? ['--format', 'short'] : []), ...more];
}

function checkOf(folder: WorkspaceFolder): Task | undefined {
  return taskIn(folder.uri.fsPath, folder, { type: 'cnnc', command: 'check' });
}

function resolved(scope: Task['scope'], definition: TaskDefinition): Task | undefined {
  const folder = typeof scope === 'object' ? scope : workspace.workspaceFolders?.[0];
  if (folder === undefined || !isCnncTask(definition)) return undefined;
  return taskIn(folder.uri.fsPath, folder, definition);
}

function isCnncTask(definition: TaskDefinition): definition is CnncTask {
  return ['check', 'build', 'train'].includes(String(definition.command));
}
