// Paths as services know them: from the root of the checkout, with slashes, wherever the check was started.

import { isAbsolute, relative, resolve, sep } from 'node:path';

/** The root that the service names, else where the check was started. */
function repositoryRoot(): string {
  return process.env.GITHUB_WORKSPACE ?? process.env.CI_PROJECT_DIR ?? process.cwd();
}

/** The path from the root of the repository; as it is where the file lies outside. */
export function repositoryPath(name: string): string {
  if (isStandardInput(name)) return name;
  const path = relative(repositoryRoot(), resolve(name));
  const isOutside = path.startsWith('..') || isAbsolute(path);
  return (isOutside ? resolve(name) : path).split(sep).join('/');
}

/** `<stdin>`: a name for messages, and no file. */
function isStandardInput(name: string): boolean {
  return name.startsWith('<');
}
