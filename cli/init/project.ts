// The files of a first project: which they are, which may be there already, and how they are written.

import { lstat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { openFolder, writeAtomically } from '../../runtime/atomic-file.js';
import { Failure } from '../../runtime/failure.js';
import { version } from '../version.js';
import { firstModel } from './first-model.js';
import { workflow } from './workflow.js';

export const modelName = 'model.cnn';
const readmeName = 'README.md';

/** What a README says of the model, for one that is there already too. */
export const readmeLine =
  '`model.cnn` is a convolutional network: `cnnc check model.cnn` checks it, `cnnc train model.cnn` trains it.';

export interface WrittenProject {
  readonly written: readonly string[];
  /** A README that somebody wrote, and that was left as it is. */
  readonly readme: string | undefined;
}

/** @throws Failure where one of the files is there already; then none is written */
export async function writeProject(folder: string): Promise<WrittenProject> {
  const files = projectFiles(folder);
  const readme = join(folder, readmeName);
  const hasReadme = await exists(readme);
  if (hasReadme) files.delete(readme);
  for (const path of files.keys()) {
    if (await exists(path))
      throw new Failure(`${path} is there already`, 'choose another folder, as in `cnnc init NAME`');
  }
  for (const [path, text] of files) {
    await openFolder(dirname(path));
    await writeAtomically(path, text);
  }
  return { written: [...files.keys()], readme: hasReadme ? readme : undefined };
}

function projectFiles(folder: string): Map<string, string> {
  const released = version.endsWith('-source') ? undefined : version;
  return new Map([
    [join(folder, modelName), firstModel],
    [join(folder, readmeName), `# ${basename(resolve(folder))}\n\n${readmeLine}\n`],
    [join(folder, '.github', 'workflows', 'cnnc.yml'), workflow(released)],
  ]);
}

/** A link that leads nowhere is there too. */
async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}
