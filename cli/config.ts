// `cnnc.config.json`: how loud each lint is in a project. The nearest one counts, from the folder of the
// text upwards to that of the repository.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { nearest } from '../compiler/check/nearest.js';
import { lintCodes } from '../compiler/lints/allow.js';
import { lintLevels, type LintLevel, type LintSettings, type LintShow } from '../compiler/lints/levels.js';
import type { LintCode } from '../compiler/lints/lint.js';
import { Failure, reasonOf } from '../runtime/failure.js';
import { decode, unreadable } from './source-text.js';

export const configName = 'cnnc.config.json';

type Levels = NonNullable<LintSettings['levels']>;

/**
 * The settings for a text.
 * @param name of the text, as messages call it
 * @throws Failure where the file cannot be read, or says what there is not
 */
export function lintSettingsFor(name: string, show?: LintShow): LintSettings {
  const path = configFor(name === '<stdin>' ? '.' : dirname(name));
  return { ...(show && { show }), ...(path !== undefined && { levels: readLevels(path) }) };
}

function configFor(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const path = join(at, configName);
    if (existsSync(path)) return path;
    if (existsSync(join(at, '.git')) || at === dirname(at)) return undefined;
  }
}

/** Each file is read once: a check of many texts asks for it again and again. */
const known = new Map<string, Levels>();

function readLevels(path: string): Levels {
  const earlier = known.get(path);
  if (earlier !== undefined) return earlier;
  const name = relative(process.cwd(), path);
  const levels = levelsIn(parsed(name, path), new Complaint(name));
  known.set(path, levels);
  return levels;
}

function parsed(name: string, path: string): unknown {
  const text = textOf(name, path);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure(
      `${name} is not JSON: ${reasonOf(error)}`,
      'write { "lints": { "CNN604": "warning" } }',
    );
  }
}

function textOf(name: string, path: string): string {
  try {
    return decode(name, readFileSync(path));
  } catch (error) {
    throw error instanceof Failure ? error : unreadable(name, error);
  }
}

/** What is wrong in a file. */
class Complaint {
  private readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  of(what: string, remedy: string): Failure {
    return new Failure(`${this.name}: ${what}`, remedy);
  }

  /** A word that is none of those that may stand there. */
  unknown(what: string, word: string, wanted: readonly string[]): Failure {
    const meant = nearest(word, wanted);
    return this.of(what, meant ? `did you mean "${meant}"?` : `write one of ${wanted.join(', ')}`);
  }
}

function levelsIn(config: unknown, complaint: Complaint): Levels {
  if (!isObject(config)) throw complaint.of('expected an object', 'write { "lints": { } }');
  const stranger = Object.keys(config).find((key) => key !== 'lints' && key !== '$schema');
  if (stranger !== undefined)
    throw complaint.unknown(`there is no setting "${stranger}"`, stranger, ['lints', '$schema']);
  const { lints = {} } = config;
  if (!isObject(lints))
    throw complaint.of(
      '"lints" wants an object of codes and levels',
      'write "lints": { "CNN604": "warning" }',
    );
  for (const [code, level] of Object.entries(lints)) requireLevel(code, level, complaint);
  return lints;
}

function requireLevel(code: string, level: unknown, complaint: Complaint): void {
  if (!isLintCode(code)) throw complaint.unknown(`there is no lint "${code}"`, code, lintCodes);
  if (isLevel(level)) return;
  const shown = JSON.stringify(level);
  throw complaint.unknown(`${code} cannot be ${shown}`, typeof level === 'string' ? level : '', lintLevels);
}

function isLintCode(code: string): code is LintCode {
  return lintCodes.some((each) => each === code);
}

function isLevel(level: unknown): level is LintLevel {
  return lintLevels.some((each) => each === level);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
