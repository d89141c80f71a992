// A setting of `train`: how it is written, what it says, how it is read and what it wants of the
// others. Checking, completion, hover, colours and docs/training.md come from this one table entry.

import type { Report } from '../../diagnostics/draft.js';
import type { TrainingOptions } from '../../training-options.js';
import type { CheckedNetwork } from '../network.js';
import type { NumberRange } from './number-range.js';
import type { SettingOptions } from './setting-option.js';
import type { SettingReader } from './setting-reader.js';
import type { Statement } from './statement.js';

/** A word that says what kind of a setting it is, or one entry of a list. */
export interface SettingWord {
  readonly about: string;
  /** The number behind it. */
  readonly value?: NumberRange;
  /** Words that stand behind it, each for itself. */
  readonly words?: Readonly<Record<string, string>>;
  readonly options?: SettingOptions;
}

export type SettingWords = Readonly<Record<string, SettingWord>>;

type Change = Partial<TrainingOptions>;
/** Undefined where a mistake was told. */
export type ReadChange = { readonly [Field in keyof Change]: Change[Field] | undefined };

export interface SettingDefinition {
  readonly word: string;
  /** How it is written, `clip norm|value LIMIT`. */
  readonly form: string;
  readonly about: string;
  /** What it is where nothing is said. */
  readonly fallback: string;
  /** A line that stands for itself. */
  readonly example: string;
  /** A text to fill in. */
  readonly snippet: string;
  /** The number that it is, where it is one. */
  readonly value?: NumberRange;
  /** What stands behind the first word and is no number. */
  readonly argument?: string;
  /** The words that may stand first, or in a list of entries. */
  readonly words: SettingWords;
  /** Behind any of them, or behind the number where it is one. */
  readonly options?: SettingOptions;
  /** Formulas and their sources, a paragraph each, in Markdown. */
  readonly notes: readonly string[];
  read(reader: SettingReader): ReadChange;
  /** What would stand behind the word, such that reading it gives the same; undefined where it does nothing. */
  write(options: TrainingOptions): string | undefined;
  /** Looks at it beside the network and the other settings, when both are known to be well. */
  check?(statement: Statement, network: CheckedNetwork, report: Report): void;
}
