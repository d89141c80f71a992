// The files and folders that a path could lead to, for completion of what stands behind `use` and `data`.

import type { Analysis } from '../../compiler/compile.js';
import type { Host } from './host.js';
import { folderOf, lastPart, within } from './text-name.js';

const mostPaths = 500;
/** Folders within folders that are looked into. */
const deepest = 3;

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
  const start = written.slice(0, written.lastIndexOf('/') + 1);
  const found: string[] = [];
  await addBelow(folder, start, host, found, 0);
  const own = lastPart(source.name);
  return found.filter((path) => path !== own);
}

async function addBelow(
  folder: string,
  path: string,
  host: Host,
  found: string[],
  depth: number,
): Promise<void> {
  const entries = await host.listFolder(within(folder, path)).catch(() => []);
  for (const { name, isFolder } of entries) {
    if (found.length === mostPaths) return;
    if (name.startsWith('.') || name === 'node_modules') continue;
    found.push(`${path}${name}${isFolder ? '/' : ''}`);
    if (isFolder && depth < deepest) await addBelow(folder, `${path}${name}/`, host, found, depth + 1);
  }
}
