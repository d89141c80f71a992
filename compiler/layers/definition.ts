// What a layer of the language is. One layer is one file: its signature, what it makes of a
// shape, what it costs, how it lowers to ops, its documentation and an example.

import type { Branches, LayerStatement, ShortBranches } from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import type { Candidate, Place, Report } from '../diagnostics/draft.js';
import type { GraphBuilder } from '../graph/builder.js';
import type { Shape, ValueId } from '../graph/value.js';
import type { WeightSpecification } from '../model.js';
import type { Signature, Values } from './signature.js';
import type { SizePath, Stop } from './size-path.js';

export interface Documentation {
  /** One paragraph. */
  readonly summary: string;
  readonly formula?: string;
  /** Where the formula or the layer comes from. */
  readonly source?: string;
  /** A `.cnn` text that checks. */
  readonly example: string;
}

/** A value that has reached a layer: its shape and who made it. */
export interface Arrival {
  readonly shape: Shape;
  /** The statement that made the shape. */
  readonly madeBy: Place;
  /** That statement's word, `flatten`. */
  readonly maker: string;
  /** How it could have made other spatial sizes. */
  readonly reach?: Inferred['reach'];
  /** How it could have made another number of channels. */
  readonly widen?: Inferred['widen'];
  /** The arithmetic of its sizes. */
  readonly explain?: Inferred['explain'];
}

/** A branch as its layer sees it. */
export interface BranchResult extends Arrival {
  readonly span: Span;
  /** The way of its map from the input on, also before the branches. */
  readonly path: () => SizePath;
}

/** A branch as those beside it see it that take their shape from it. */
export interface PeerResult extends BranchResult {
  /** Whether it holds a batch normalisation. */
  readonly normalized: boolean;
}

/** What windows default to inside an `inception`. */
export interface WindowDefaults {
  readonly padding: 'valid' | 'same';
  /** What a pool strides by where it says nothing. */
  readonly poolStride: 'window' | 'one';
}

/** Outside every `inception` and `residual`, and at the start of every block. */
export const plainDefaults: WindowDefaults = { padding: 'valid', poolStride: 'window' };

/** One use of a layer while it is being checked. */
export interface Call<S extends Signature = Signature> {
  readonly word: string;
  readonly name: string;
  readonly values: Values<S>;
  readonly input: Arrival;
  /** The way of its map, from where the size was last certain. */
  readonly path: () => SizePath;
  /** The input or `reshape` that it comes from. */
  readonly origin: () => Stop | undefined;
  readonly branches: readonly BranchResult[];
  /** The first of the branches beside the one that this layer stands in, for layers that wait for them. */
  readonly peer: PeerResult | undefined;
  /** Whether there is such a branch, but a mistake left its shape unknown: nothing more is said then. */
  readonly isPeerUnknown: boolean;
  /**
   * What the statement claims of each axis, undefined for `_`: all axes or all but the channels.
   * Undefined where it claims nothing, or what cannot be known.
   */
  readonly claimed: () => readonly (number | undefined)[] | undefined;
  readonly defaults: WindowDefaults;
  readonly statement: LayerStatement;
  /** Where an argument stands; the whole statement where it was not written. */
  readonly spanOf: (argument: keyof S & string) => Span;
  readonly isWritten: (argument: keyof S & string) => boolean;
  readonly edit: Editor;
  readonly report: Report;
}

/** Makes remedies for a statement. */
export interface Editor {
  /** Takes an argument, with its option word, out; no edits where it is not written. */
  remove(argument: string): Candidate['edits'];
  /**
   * Puts other words where an argument, with its option word, stands; where it is not written, at the
   * end of the arguments, before the activation, `as` and claims.
   */
  replace(argument: string, words: string): Candidate['edits'];
  /** Puts a statement in front. */
  before(statement: string): Candidate['edits'];
}

/** The extent and step of a window, for the receptive field; one entry a spatial axis. */
export interface Extent {
  readonly window: readonly number[];
  readonly strides: readonly number[];
  readonly dilations?: readonly number[];
  /** How many pixels stand where one stood, in layers that make maps larger; else 1. */
  readonly growth?: readonly number[];
}

/** A candidate of one layer that may be offered in the words of another. */
export interface Remedy extends Candidate {
  /** What a sentence calls it: "a kernel of 5", "`conv 16`"; where it is not given, what its edits write. */
  readonly words?: string;
}

export interface Inferred<Plan = unknown> {
  readonly output: Shape;
  readonly weights?: readonly WeightSpecification[];
  readonly macs?: number;
  readonly extent?: Extent;
  /** The arithmetic of the output: of maps a formula a spatial axis. */
  readonly explain?: (() => string[]) | undefined;
  /** Remedies that would give these spatial sizes instead. */
  readonly reach?: ((target: readonly number[]) => Remedy[]) | undefined;
  /** Remedies that would give this many channels, or units, instead. */
  readonly widen?: ((channels: number) => Remedy[]) | undefined;
  /** Ends with a batch normalisation like that of the branches beside it, where they have one. */
  readonly normalizedAsPeer?: boolean;
  /** Sees the whole map at once, as a dense layer does. */
  readonly seesAll?: boolean;
  /** What `lower` needs and `infer` has worked out. */
  readonly plan: Plan;
}

/** One use of a layer while it becomes ops. */
export interface Lowering<S extends Signature, Plan> {
  readonly graph: GraphBuilder;
  readonly values: Values<S>;
  readonly plan: Plan;
  readonly x: ValueId;
  readonly branches: readonly ValueId[];
  readonly output: Shape;
  /** The value of one of the layer's weights; undefined where it has none of that role. */
  readonly weight: (role: WeightSpecification['role']) => ValueId | undefined;
}

/** The source text of a node. */
export type TextOf = (node: { readonly span: Span }) => string;

/** What a layer does with `<...>`. */
export interface BranchRule {
  /** How windows inside default; as outside where it says nothing. */
  readonly defaults?: WindowDefaults;
  /** Writes a short form out; reports and returns undefined where it does not fit. */
  readonly expand?: (short: ShortBranches, report: Report, textOf: TextOf) => Branches | undefined;
  /** The word of a layer that stands as one more branch after those written, such as `shortcut`. */
  readonly closing?: (values: Values<Signature>) => string;
}

export interface LayerDefinition<S extends Signature = Signature, Plan = unknown> {
  readonly word: string;
  readonly documentation: Documentation;
  readonly signature: S;
  /** Whether `bn` and an activation may end it: layers that have weights or branches. */
  readonly suffixes: boolean;
  readonly branches?: BranchRule;
  /**
   * Whether, so written, it takes its shape from the branches beside the one it stands in: those are
   * then checked first.
   */
  readonly waits?: (statement: LayerStatement) => boolean;
  /** Whether the first of a scope is named by its word alone: `residual1.shortcut`. */
  readonly isUnnumbered?: boolean;
  /** The layer that does the opposite with the same arguments. */
  readonly opposite?: string;
  /** Whether it may end another layer. */
  readonly isSuffix?: boolean;
  /** Reports what is wrong, and returns undefined where the output cannot be known. */
  infer(call: Call<S>): Inferred<Plan> | undefined;
  lower(lowering: Lowering<S, Plan>): ValueId;
  /** The output where the input is unknown, for layers that make any shape known again. */
  outputOfAny?(values: Values<S>): Shape | undefined;
}
