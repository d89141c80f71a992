// The names of a text: parameters, blocks, and values named with `as`. A file is a scope; so is a
// call of a block, which sees its file's parameters and blocks, and the body of a `repeat` or `if`.

import type { BlockStatement, Size, Word } from '../../grammar/ast.js';
import type { Source } from '../../grammar/source.js';
import type { Place, Report } from '../diagnostics/draft.js';
import { layers } from '../layers/index.js';
import type { Flow } from './sequence.js';

/** A number, or in a block a size or word that a call gave. */
export type Given = number | Size;

type Entry =
  | { readonly kind: 'parameter'; readonly value: Given | undefined; readonly place: Place }
  | { readonly kind: 'value'; readonly flow: Flow | undefined; readonly place: Place }
  | { readonly kind: 'block'; readonly block: Block; readonly place: Place };

type Kind = Entry['kind'];
type Names = Pick<ReadonlySet<string>, 'has'>;

/** A block as its file declares it, ready to be called. */
export interface Block {
  readonly statement: BlockStatement;
  readonly source: Source;
  /** The names of the file that declares it. */
  readonly scope: Scope;
  /** Whether its parameters have names that can be told apart; where not, its calls are silent. */
  isSound: boolean;
}

export class Scope {
  private readonly entries = new Map<string, Entry>();
  private readonly report: Report;
  private readonly source: Place['source'];
  private readonly lost: Names;
  private readonly parent: Scope | undefined;
  /** Whether this is the body of a block: of its file it sees parameters and blocks, no values. */
  private readonly isCall: boolean;
  /** Names that bodies of a `repeat` or `if` declared, which hold to the end of these. */
  private readonly ended: Map<string, Place>;

  private constructor(
    { report, source, lost }: { report: Report; source: Place['source']; lost: Names },
    parent?: Scope,
    isCall = false,
  ) {
    this.report = report;
    this.source = source;
    this.lost = lost;
    this.parent = parent;
    this.isCall = isCall;
    this.ended = parent !== undefined && !isCall ? parent.ended : new Map<string, Place>();
  }

  /** `lost` are names of which mistakes of form leave only that they were meant to be declared. */
  static ofFile(source: Place['source'], report: Report, lost: Names): Scope {
    return new Scope({ report, source, lost });
  }

  /** For one call of a block that this file declares. */
  forCall(report: Report): Scope {
    return new Scope({ report, source: this.source, lost: this.lost }, this, true);
  }

  /** For the body of a `repeat` or `if`. */
  forBody(): Scope {
    const { report, source, lost } = this;
    return new Scope({ report, source, lost }, this);
  }

  /** Whether nothing can be said of this name, because its declaration could not be read. */
  isLost(name: string): boolean {
    return this.lost.has(name);
  }

  /** A parameter whose value could not be computed is known, and silent where it is used. */
  declareParameter(name: Word, value: Given | undefined): void {
    this.declare(name, { kind: 'parameter', value, place: this.placeOf(name) });
  }

  /** A named value; undefined where a mistake left it unknown. */
  declareValue(name: Word, flow: Flow | undefined): void {
    this.declare(name, { kind: 'value', flow, place: this.placeOf(name) });
  }

  /** A block of this file, or of one behind `use`, whose place then is there. */
  declareBlock(name: Word, block: Block, place = this.placeOf(name)): void {
    this.declare(name, { kind: 'block', block, place });
  }

  hasParameter(name: string): boolean {
    return this.find(name)?.kind === 'parameter';
  }

  parameter(name: string): Given | undefined {
    const entry = this.find(name);
    return entry?.kind === 'parameter' ? entry.value : undefined;
  }

  hasValue(name: string): boolean {
    return this.find(name)?.kind === 'value';
  }

  value(name: string): Flow | undefined {
    const entry = this.find(name);
    return entry?.kind === 'value' ? entry.flow : undefined;
  }

  block(name: string): Block | undefined {
    const entry = this.find(name);
    return entry?.kind === 'block' ? entry.block : undefined;
  }

  /** What is known of a name that is not there: where it ended, or that a block does not see it. */
  absence(name: string): Place | 'unseen' | undefined {
    const outer = this.parent && this.callBoundary.parent?.find(name);
    return outer?.kind === 'value' ? 'unseen' : this.ended.get(name);
  }

  /** What the name stands for; undefined where it is free. */
  kindOf(name: string): Kind | undefined {
    return this.find(name)?.kind;
  }

  /** Whether a layer or block gets this name by itself, as `conv1`. */
  isAutomatic(name: string): boolean {
    const word = /^([A-Za-z][A-Za-z0-9_]*?)_?[0-9]+$/.exec(name)?.[1];
    return word !== undefined && (layers.has(word) || this.block(word) !== undefined);
  }

  /** Whether a declaration of this name would clash with one before it. */
  isTaken(name: string): boolean {
    return this.inSight(name) !== undefined;
  }

  /** The body of the block in which this scope lies; the file's where it lies in none. */
  private get callBoundary(): Scope {
    return this.isCall || this.parent === undefined ? this : this.parent.callBoundary;
  }

  get parameterNames(): Iterable<string> {
    return this.namesOf('parameter');
  }

  get valueNames(): Iterable<string> {
    return this.namesOf('value');
  }

  get blockNames(): Iterable<string> {
    return this.namesOf('block');
  }

  private *namesOf(kind: Kind): Generator<string> {
    for (const [name, entry] of this.entries) if (entry.kind === kind) yield name;
    if (this.parent && !(this.isCall && kind === 'value')) yield* this.parent.namesOf(kind);
  }

  private find(name: string): Entry | undefined {
    const own = this.entries.get(name);
    if (own !== undefined || this.parent === undefined) return own;
    const outer = this.parent.find(name);
    return this.isCall && outer?.kind === 'value' ? undefined : outer;
  }

  private placeOf({ span }: Word): Place {
    return { source: this.source, span };
  }

  private declare(name: Word, entry: Entry): void {
    if (!this.isFree(name)) return;
    this.entries.set(name.text, entry);
    if (this.parent !== undefined && !this.isCall) this.ended.set(name.text, entry.place);
  }

  private isFree(name: Word): boolean {
    const earlier = this.inSight(name.text);
    if (earlier !== undefined) return this.refuse(name, this.clash(name, earlier), earlier.place);
    if (layers.has(name.text))
      return this.refuse(name, `\`${name.text}\` is a layer, so it cannot be a name`);
    return (
      !this.isAutomatic(name.text) ||
      this.refuse(name, `\`${name.text}\` is a name that layers get by themselves`)
    );
  }

  /** What a name would clash with: a call may use its file's names anew, save those of blocks. */
  private inSight(name: string): Entry | undefined {
    const own = this.entries.get(name);
    if (own !== undefined || this.parent === undefined) return own;
    const outer = this.parent.inSight(name);
    return this.isCall && outer?.kind !== 'block' ? undefined : outer;
  }

  /** A name that does not stand where it is declared comes from a file behind `use`. */
  private clash({ text, span }: Word, { kind }: Entry): string {
    const isUsed = this.source.slice(span) !== text;
    return isUsed
      ? `this file declares \`${text}\`, which is a ${kind} here already`
      : `\`${text}\` is declared twice`;
  }

  private refuse(name: Word, message: string, earlier?: Place): false {
    const related = earlier ? [{ ...earlier, message: 'first declared here' }] : [];
    this.report({ code: 'CNN203', span: name.span, message, related, help: 'choose another name' });
    return false;
  }
}
