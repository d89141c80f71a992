// The files and folders that a path could lead to, for completion of what stands behind `use` and `data`.

import type { Analysis } from '../../compiler/compile.js';
import type { Host } from './host.js';
import { folderOf, lastPart, within } from './text-name.js';

const mostPaths = 500;

/** Relative to the text; folders end with a slash. Undefined where no path is being written. */
export async function pathsAround(
  { source }: Analysis,
  offset: number,
  host: Host,
): Promise<readonly string[] | undefined> {
  const folder = folderOf(source.name);
  const line = source.text.slice(source.lineStart(source.position(offset).line), offset);
  const written = /^[^"#]*"([^"]*)$/.exec(line)?.[1];
  if (folder === undefined || written === undefined) return undefined;
  const above = written.slice(0, written.lastIndexOf('/') + 1);
  const entries = await host.listFolder(within(folder, above)).catch(() => []);
  const own = lastPart(source.name);
  return entries
    .filter(({ name, isFolder }) => !name.startsWith('.') && (isFolder || above !== '' || name !== own))
    .map(({ name, isFolder }) => `${above}${name}${isFolder ? '/' : ''}`)
    .slice(0, mostPaths);
}
