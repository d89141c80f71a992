// `cnnc.config.json`: how loud each lint is in a project. What it says, apart from where it lies.

import { Source } from '../../grammar/source.js';
import { nearest } from '../check/nearest.js';
import type { MissingFile } from '../read-file.js';
import { lintCodes } from './allow.js';
import { lintLevels, type LintLevel, type LintSettings } from './levels.js';
import type { LintCode } from './lint.js';

export const configName = 'cnnc.config.json';

const settings = ['lints', '$schema'];

export type LintLevels = NonNullable<LintSettings['levels']>;

/**
 * The levels, or why there are none.
 * @param name what messages call the file
 */
export function lintLevelsIn(text: string, name: string): LintLevels | MissingFile {
  const source = new Source(name, text);
  try {
    return levelsIn(JSON.parse(text), new Complaint(source));
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    const offset = / at position (\d+)/.exec(reason)?.[1];
    return {
      failure: `${placeIn(source, offset && Number(offset))} is not JSON: ${reason}`,
      remedy: 'write { "lints": { "CNN604": "warning" } }',
    };
  }
}

/** `cnnc.config.json:3:5`, or the file alone where nobody knows. */
function placeIn(source: Source, offset: number | undefined | ''): string {
  if (typeof offset !== 'number') return source.name;
  const { line, column } = source.position(offset);
  return `${source.name}:${line}:${column}`;
}

/** What is wrong in a file, and where: at a key, which stands there as it is spelt but for rare escapes. */
class Complaint {
  private readonly source: Source;

  constructor(source: Source) {
    this.source = source;
  }

  of(what: string, remedy: string, key?: string): MissingFile {
    return { failure: `${placeIn(this.source, this.offsetOf(key))}: ${what}`, remedy };
  }

  /** A word that is none of those that may stand there. */
  unknown(what: string, word: string, wanted: readonly string[], key: string): MissingFile {
    const meant = nearest(word, wanted);
    return this.of(what, meant ? `did you mean "${meant}"?` : `write one of ${wanted.join(', ')}`, key);
  }

  /** Of keys that come twice the last one counts. */
  private offsetOf(key: string | undefined): number | undefined {
    const offset = key === undefined ? -1 : this.source.text.lastIndexOf(JSON.stringify(key));
    return offset < 0 ? undefined : offset;
  }
}

function levelsIn(config: unknown, complaint: Complaint): LintLevels | MissingFile {
  if (!isObject(config)) return complaint.of('expected an object', 'write { "lints": { } }');
  const stranger = Object.keys(config).find((key) => !settings.includes(key));
  if (stranger !== undefined)
    return complaint.unknown(`there is no setting "${stranger}"`, stranger, settings, stranger);
  const { lints = {}, $schema = '' } = config;
  if (typeof $schema !== 'string')
    return complaint.of('"$schema" wants an address', 'take it out', '$schema');
  if (!isObject(lints))
    return complaint.of(
      '"lints" wants an object of codes and levels',
      'write "lints": { "CNN604": "warning" }',
      'lints',
    );
  const mistakes = Object.entries(lints).map(([code, level]) => mistakeIn(code, level, complaint));
  return mistakes.find((mistake) => mistake !== undefined) ?? lints;
}

function mistakeIn(code: string, level: unknown, complaint: Complaint): MissingFile | undefined {
  if (!isLintCode(code)) return complaint.unknown(`there is no lint "${code}"`, code, lintCodes, code);
  if (isLevel(level)) return undefined;
  const shown = JSON.stringify(level);
  const word = typeof level === 'string' ? level : '';
  return complaint.unknown(`${code} cannot be ${shown}`, word, lintLevels, code);
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
