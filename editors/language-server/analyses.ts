// One analysis a version of a text, for all who ask. It is out of date when its text changes, or any file that
// it rests on.

import { analyze, type Analysis, type CompileOptions } from '../../compiler/compile.js';
import type { LintShow } from '../../compiler/lints/levels.js';
import { parse, type Parsed } from '../../grammar/parser.js';
import { reparse, type Earlier } from '../../grammar/reparse.js';
import { Source } from '../../grammar/source.js';
import type { FoundLintSettings, LintSettingsFinder } from './lint-settings.js';
import type { OpenTexts } from './open-texts.js';
import { onItsWay, type Texts } from './texts.js';
import { readerOf, type Asked } from './used-file-reader.js';

export interface Analyzed {
  readonly analysis: Analysis;
  readonly parsed: Parsed;
  /** With which it can be made again. */
  readonly options: CompileOptions;
  /** Of the open text. */
  readonly version: number | undefined;
  readonly complaint: FoundLintSettings['complaint'];
  readonly asked: Asked;
  readonly milliseconds: number;
}

export interface Surroundings {
  readonly open: OpenTexts;
  readonly texts: Texts;
  readonly lints: LintSettingsFinder;
  /** Which lints the person wants to hear of. */
  readonly show: () => LintShow;
  readonly now: () => number;
}

/** Of closed texts, so many characters are kept analysed. */
const mostKept = 4_000_000;

export class Analyses {
  private readonly around: Surroundings;
  private readonly analyzed: (analyzed: Analyzed) => void;
  private readonly fresh = new Map<string, Analyzed>();
  /** What each text rested on when it was last analysed. */
  private readonly rests = new Map<string, ReadonlySet<string>>();
  /** The last tree of an open text: the next is made from it. */
  private readonly trees = new Map<string, Earlier>();

  /** @param analyzed called after every analysis that rests on files that are all there */
  constructor(around: Surroundings, analyzed: (analyzed: Analyzed) => void) {
    this.around = around;
    this.analyzed = analyzed;
  }

  /** Of every text that was analysed. */
  get names(): string[] {
    return [...this.rests.keys()];
  }

  isFresh(name: string): boolean {
    return this.fresh.has(name);
  }

  /** What is known of the text as it is now; undefined where there is no such text, or not yet. */
  newest(name: string): Analyzed | undefined {
    const known = this.fresh.get(name);
    if (known !== undefined) return known;
    const found = this.sourceOf(name);
    if (found === undefined) return undefined;
    const analyzed = this.analyze(found.source, found.version);
    this.keep(name, analyzed);
    if (!analyzed.asked.isWaiting) this.analyzed(analyzed);
    return analyzed;
  }

  /** A text is another than before. The names of all texts that rest on it, its own first where it was analysed. */
  outdate(name: string): string[] {
    const dependents = [...this.rests].filter(([root, names]) => root === name || names.has(name));
    const roots = dependents.map(([root]) => root);
    for (const root of roots) this.fresh.delete(root);
    return roots.sort((a, b) => Number(b === name) - Number(a === name));
  }

  outdateAll(): string[] {
    this.fresh.clear();
    return this.names;
  }

  /** Nobody will ask again. */
  forget(name: string): void {
    for (const map of [this.fresh, this.rests, this.trees]) map.delete(name);
  }

  private sourceOf(
    name: string,
  ): { readonly source: Source; readonly version: number | undefined } | undefined {
    const open = this.around.open.get(name);
    if (open !== undefined) return open;
    const found = this.around.texts.read(name);
    if (found === onItsWay || 'failure' in found) return undefined;
    return { source: new Source(name, found.text), version: undefined };
  }

  private analyze(source: Source, version: number | undefined): Analyzed {
    const { texts, lints, show, now } = this.around;
    const start = now();
    const asked: Asked = { names: new Set(), isWaiting: false };
    const { settings, complaint } = lints.for(source.name, show(), asked);
    const options = { file: source.name, readFile: readerOf(texts, asked), lints: settings };
    const parsed = this.treeOf(source, version);
    const analysis = analyze(source, options, parsed);
    return { analysis, parsed, options, version, complaint, asked, milliseconds: now() - start };
  }

  private treeOf(source: Source, version: number | undefined): Parsed {
    const earlier = this.trees.get(source.name);
    const parsed = earlier === undefined ? parse(source) : reparse(earlier, source);
    if (version === undefined) this.trees.delete(source.name);
    else this.trees.set(source.name, { ...parsed, source });
    return parsed;
  }

  private keep(name: string, analyzed: Analyzed): void {
    this.rests.set(name, analyzed.asked.names);
    this.fresh.set(name, analyzed);
    this.leaveOldest();
  }

  private leaveOldest(): void {
    const closed = [...this.fresh].filter(([, { version }]) => version === undefined);
    let kept = closed.reduce((sum, [, { analysis }]) => sum + analysis.source.text.length, 0);
    for (const [name, { analysis }] of closed) {
      if (kept <= mostKept) return;
      kept -= analysis.source.text.length;
      this.fresh.delete(name);
    }
  }
}
