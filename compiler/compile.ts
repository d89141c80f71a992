// The pipeline on one page: parse, check, try remedies, lower.

import type { File } from '../grammar/ast.js';
import { isError, type Diagnostic } from '../grammar/diagnostic.js';
import { parse, type Parsed } from '../grammar/parser.js';
import { Source, type Span } from '../grammar/source.js';
import type { SyntaxError } from '../grammar/syntax-error.js';
import { check, type Settings } from './check/check.js';
import type { CheckedNetwork } from './check/network.js';
import type { Use } from './check/used-files.js';
import { Remedies, type CheckedText } from './check/remedies.js';
import type { Draft } from './diagnostics/draft.js';
import { independent, inOrder, settle, settleSyntax } from './diagnostics/settle.js';
import { together } from './diagnostics/together.js';
import type { Graph } from './graph/graph.js';
import { findLints } from './lints/find.js';
import type { LintSettings } from './lints/levels.js';
import { lower } from './lower.js';
import type { Model } from './model.js';
import { onDemand } from './on-demand.js';
import { noFiles, type ReadFile } from './read-file.js';
import type { TrainingOptions } from './training-options.js';

export interface CompileOptions {
  /** The name that messages give the text; a path, by custom. */
  readonly file?: string;
  /** Values for `param`s, as `--set NAME=VALUE` gives them. */
  readonly set?: Readonly<Record<string, number>>;
  /** Gets the files behind `use`; without it there are none. */
  readonly readFile?: ReadFile;
  /** Which lints are told, and how loud: `{}` for all warnings. None where it is not given. */
  readonly lints?: LintSettings;
}

export interface Compilation {
  readonly source: Source;
  /** Every path behind `use`, also in the files behind `use` themselves, with the text that it led to. */
  readonly uses: readonly Use[];
  /** Errors and, in a text without them, lints; in the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** What could be understood; complete where there are no errors. */
  readonly model: Model;
  /** Only where there are no errors. */
  readonly graph: Graph | undefined;
  /** The `train` block, or the defaults where there is none. */
  readonly training: TrainingOptions;
}

/** A compilation with what editors look into: the tree, the comments, and every layer as it was checked. */
export interface Analysis extends Compilation {
  readonly file: File;
  readonly comments: readonly Span[];
  readonly network: CheckedNetwork;
}

/**
 * Checks a `.cnn` text and lowers it to a graph. It never throws on bad input: what is wrong is
 * in `diagnostics`. Files behind `use` it gets by `readFile`; it has no state.
 */
export function compile(text: string, options: CompileOptions = {}): Compilation {
  return analyze(new Source(options.file ?? 'model.cnn', text), options);
}

/** As `compile`; `parsed` is what `parse` makes of the source, where someone has it already. */
export function analyze(source: Source, options: CompileOptions, parsed: Parsed = parse(source)): Analysis {
  const settings = { set: options.set ?? {}, lints: options.lints ?? { show: 'none' } };
  const readFile = remembering(options.readFile ?? noFiles);
  const checked = checkText(source, settings, readFile, parsed);
  const trial = (edited: Source) =>
    edited.name === source.name
      ? checkText(edited, settings, readFile)
      : checkText(source, settings, replacing(edited, readFile));
  const tried = onDemand(() => triedOn(checked, new Remedies(source, checked, trial)));
  const diagnostics = inOrder(source, [
    ...checked.errors.map((error) => settleSyntax(error, source, () => tried().readable.get(error) ?? [])),
    ...checked.foreign.map(({ error, source: used }) => settleSyntax(error, used, () => error.fixes ?? [])),
    ...draftsOf(checked).map((draft) => settle(draft, source, () => tried().helping.get(draft) ?? [])),
  ]);
  const isWhole = !diagnostics.some(isError) && checked.network.outputs.length > 0;
  let lowered: Graph | undefined;
  return {
    source,
    diagnostics,
    uses: checked.uses,
    model: checked.model,
    training: checked.training,
    file: parsed.file,
    comments: parsed.comments,
    network: checked.network,
    // Made when someone asks for it: to check a text takes none.
    get graph() {
      if (isWhole) lowered ??= lower(checked.model, checked.network);
      return lowered;
    },
  };
}

/** Remedies of all mistakes: what is tried for one leaves less time for those behind it. */
function triedOn(checked: CheckedErrors, remedies: Remedies) {
  const readable = new Map(checked.errors.map((error) => [error, remedies.readable(error.fixes)]));
  const helping = new Map(draftsOf(checked).map((draft) => [draft, remedies.helping(draft)]));
  return { readable, helping };
}

function draftsOf({ drafts, lints }: CheckedText): readonly Draft[] {
  return [...drafts, ...lints];
}

interface TextSettings {
  readonly set: Settings;
  readonly lints: LintSettings;
}

interface CheckedErrors extends CheckedText {
  readonly errors: readonly SyntaxError[];
}

function checkText(
  source: Source,
  settings: TextSettings,
  readFile: ReadFile,
  { file, comments, errors }: Parsed = parse(source),
): CheckedErrors {
  const { set: given, lints } = settings;
  const checked = check(file, source, { settings: given, readFile, textIsWhole: errors.length === 0 });
  const syntaxErrors = errors.length + checked.foreign.length;
  const parts = { ...checked, source, file, comments, isSet: Object.keys(given).length > 0 };
  return {
    ...checked,
    drafts: together(independent(checked.drafts, errors, source)),
    lints: syntaxErrors + checked.drafts.length === 0 ? findLints(parts, lints) : [],
    errors,
    syntaxErrors,
  };
}

/** Every file is read once, however often the text is checked. */
function remembering(readFile: ReadFile): ReadFile {
  const known = new Map<string, ReturnType<ReadFile>>();
  return (path, from) => {
    const key = `${from}\n${path}`;
    const found = known.get(key) ?? readFile(path, from);
    known.set(key, found);
    return found;
  };
}

/** As if a file behind `use` held another text. */
function replacing(edited: Source, readFile: ReadFile): ReadFile {
  return (path, from) => {
    const found = readFile(path, from);
    return 'name' in found && found.name === edited.name ? { ...found, text: edited.text } : found;
  };
}
