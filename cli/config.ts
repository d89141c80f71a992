// Where `cnnc.config.json` lies: the nearest one counts, from the folder of the text upwards to that of the
// repository.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { configName, lintLevelsIn, type LintLevels } from '../compiler/lints/config.js';
import type { LintSettings, LintShow } from '../compiler/lints/levels.js';
import { Failure } from '../runtime/failure.js';
import { decode, unreadable } from './source-text.js';

/**
 * The settings for a text.
 * @param name of the text, as messages call it
 * @throws Failure where the file cannot be read, or says what there is not
 */
export function lintSettingsFor(name: string, show?: LintShow): LintSettings {
  const path = configPlaces(name).find((place) => existsSync(place));
  return { ...(show && { show }), ...(path !== undefined && { levels: readLevels(path) }) };
}

/** Where the settings for a text may lie, the place that counts first. */
export function configPlaces(name: string): string[] {
  const places: string[] = [];
  for (let at = resolve(name === '<stdin>' ? '.' : dirname(name)); ; at = dirname(at)) {
    places.push(join(at, configName));
    if (existsSync(join(at, '.git')) || at === dirname(at)) return places;
  }
}

function readLevels(path: string): LintLevels {
  const name = relative(process.cwd(), path);
  const levels = lintLevelsIn(textOf(name, path), name);
  if ('failure' in levels) throw new Failure(levels.failure, levels.remedy);
  return levels;
}

function textOf(name: string, path: string): string {
  try {
    return decode(name, readFileSync(path));
  } catch (error) {
    throw error instanceof Failure ? error : unreadable(name, error);
  }
}
