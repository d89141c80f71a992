// Searches folders by a pattern.

import { join } from 'node:path';
import { glob } from 'tinyglobby';

/** The files under the folder that match, by name; what packages brought is left out. */
export async function searchFiles(pattern: string, folder: string): Promise<string[]> {
  const paths = await glob(pattern, {
    cwd: folder,
    ignore: ['**/node_modules/**'],
    expandDirectories: false,
  });
  return paths.sort().map((path) => join(folder, path));
}
