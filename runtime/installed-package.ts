// Whether an npm package is installed, and in which version, by its files alone: nothing of it is loaded.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { resolve } = createRequire(import.meta.url);

interface Installed {
  readonly folder: string;
  readonly version: string;
}

/** What an import of the package from here gets; undefined where there is none. */
function installed(name: string): Installed | undefined {
  // Not by `resolve` alone: many packages do not hand out their manifest.
  const folders = (resolve.paths(name) ?? []).map((place) => join(place, name));
  for (const folder of [...folders, ...elsewhere(name)]) {
    const version = versionIn(join(folder, 'package.json'));
    if (version !== undefined) return { folder, version };
  }
  return undefined;
}

/** Package managers without `node_modules` tell `resolve` where things are. */
function elsewhere(name: string): string[] {
  try {
    return [dirname(resolve(`${name}/package.json`))];
  } catch {
    return [];
  }
}

export function installedVersion(name: string): string | undefined {
  return installed(name)?.version;
}

/**
 * Whether the installed ONNX Runtime has this file of its native part: what its install script could
 * not download is missing without a word.
 */
export function onnxHas(file: string): boolean {
  const { folder } = installed('onnxruntime-node') ?? {};
  if (folder === undefined) return false;
  const builds = join(folder, 'bin');
  return namesIn(builds).some((build) =>
    existsSync(join(builds, build, process.platform, process.arch, file)),
  );
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function versionIn(manifest: string): string | undefined {
  try {
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version?: unknown };
    return typeof version === 'string' ? version : 'unknown';
  } catch {
    return undefined;
  }
}
