// Checks a tree: names, shapes, claims, budgets and training, in the order of the text.

import type {
  ExpectStatement,
  File,
  ModelStatement,
  ParamStatement,
  Statement,
  TrainStatement,
} from '../../grammar/ast.js';
import type { Source, Span } from '../../grammar/source.js';
import type { Draft, Report } from '../diagnostics/draft.js';
import type { Model } from '../model.js';
import type { ReadFile } from '../read-file.js';
import type { TrainingOptions } from '../training-options.js';
import { checkBudget } from './budget.js';
import { evaluate } from './evaluate.js';
import type { Frame } from './frame.js';
import { Limits } from './limits.js';
import { checkLosses } from './loss.js';
import { nearest } from './nearest.js';
import { NetworkChecker, type CheckedNetwork } from './network.js';
import type { Scope } from './scope.js';
import { checkTraining, readTraining } from './training/check-training.js';
import { declareBlocks, UsedFiles, type ForeignSyntaxError, type Use } from './used-files.js';

export interface Checked {
  readonly model: Model;
  readonly network: CheckedNetwork;
  readonly training: TrainingOptions;
  readonly drafts: readonly Draft[];
  /** Mistakes of form in the files behind `use`. */
  readonly foreign: readonly ForeignSyntaxError[];
  readonly uses: readonly Use[];
}

export type Settings = Readonly<Record<string, number>>;

export interface CheckOptions {
  readonly settings: Settings;
  readonly readFile: ReadFile;
  /** Whether the text has no mistakes of form. */
  readonly textIsWhole: boolean;
}

export function check(file: File, source: Source, options: CheckOptions): Checked {
  const { settings, readFile } = options;
  const limits = new Limits();
  const drafts = new Drafts(limits);
  const report: Report = (draft) => drafts.add({ ...draft, source: draft.source ?? source });
  const used = new UsedFiles(source, readFile, report);
  const { scope, blocks } = declareBlocks(file, source, report, (use, names) => used.use(use, source, names));
  const place = { calls: [], depth: 0, place: 'file', repeated: false, dry: false } as const;
  const frame: Frame = { source, scope, report, ...place };
  const network = new NetworkChecker(frame, limits);
  const once = new OncePerFile(report);
  for (const statement of file.statements) {
    if (statement.kind === 'param') declareParameter(statement, settings, scope, report);
    else if (!once.take(statement)) network.add(statement);
  }
  refuseUnknownSettings(settings, scope, report);
  const checked = network.finish(blocks);
  const model = modelOf(once.model?.name.text, source, checked);
  const isWhole = () => drafts.isEmpty && options.textIsWhole && used.errors.length === 0;
  if (isWhole()) requireLayers(checked, blocks.length > 0, report);
  const whole = isWhole() ? model : undefined;
  for (const budget of once.budgets) checkBudget(budget, whole, { scope, input: checked.last, report });
  const textOf = (node: { readonly span: Span }): string => source.slice(node.span);
  const training = readTraining(once.train, checked.outputs, { scope, report, textOf });
  if (whole && once.train) checkLosses(training, checked.outputs, report);
  if (isWhole() && once.train) checkTraining(training, checked, report);
  return {
    model,
    network: checked,
    training: training.options,
    drafts: drafts.list,
    foreign: used.errors,
    uses: used.uses,
  };
}

/** Collects mistakes. One that comes again in other calls of a block, or rounds, is one mistake. */
class Drafts {
  private readonly found = new Map<string, Draft>();
  private readonly limits: Limits;

  constructor(limits: Limits) {
    this.limits = limits;
  }

  add(draft: Draft): void {
    const key = `${draft.code} ${draft.source?.name} ${draft.span.start} ${draft.span.end}`;
    const earlier = this.found.get(key);
    if (earlier === undefined) this.found.set(key, draft);
    else if (earlier.message === draft.message || draft.calls !== undefined) this.again(key, earlier);
    else this.found.set(`${key} ${draft.message}`, draft);
  }

  private again(key: string, earlier: Draft): void {
    this.found.set(key, { ...earlier, again: (earlier.again ?? 0) + 1 });
    this.limits.repeatedMistake();
  }

  get isEmpty(): boolean {
    return this.found.size === 0;
  }

  /** What calls inside calls of one block do on their way beyond a limit follows from that. */
  get list(): Draft[] {
    const all = [...this.found.values()];
    if (!all.some(({ code }) => code === 'CNN212')) return all;
    return all.filter((draft) => draft.code === 'CNN212' || !isRecursive(draft));
  }
}

function isRecursive({ calls = [] }: Draft): boolean {
  const places = new Set(calls.map(({ source, span }) => `${source?.name} ${span.start}`));
  return places.size < calls.length;
}

/** `model` and `train` stand once in a file; budgets are checked when everything is known. */
class OncePerFile {
  model: ModelStatement | undefined;
  train: TrainStatement | undefined;
  readonly budgets: ExpectStatement[] = [];
  private readonly report: Report;

  constructor(report: Report) {
    this.report = report;
  }

  /** True for statements that are no part of the network, blocks and uses among them, which are declared already. */
  take(statement: Statement): boolean {
    if (statement.kind === 'block' || statement.kind === 'use') return true;
    if (statement.kind === 'expect') this.budgets.push(statement);
    else if (statement.kind === 'model') this.model = this.first(this.model, statement);
    else if (statement.kind === 'train') this.train = this.first(this.train, statement);
    else return false;
    return true;
  }

  private first<S extends ModelStatement | TrainStatement>(earlier: S | undefined, statement: S): S {
    if (earlier === undefined) return statement;
    const message = `a file has one \`${statement.kind}\`, and this is a second`;
    const related = [{ span: earlier.span, message: 'the first is here' }];
    const help = statement.kind === 'model' ? 'keep one of the two names' : 'put all settings into one block';
    this.report({ code: 'CNN203', span: statement.span, message, related, help });
    return earlier;
  }
}

function declareParameter(
  { name, value }: ParamStatement,
  settings: Settings,
  scope: Scope,
  report: Report,
): void {
  const given = Object.hasOwn(settings, name.text) ? settings[name.text] : undefined;
  scope.declareParameter(
    name,
    given ?? evaluate(value, { scope, input: undefined, nothingArrives: true, report }),
  );
}

function refuseUnknownSettings(settings: Settings, scope: Scope, report: Report): void {
  for (const name of Object.keys(settings)) {
    if (scope.hasParameter(name) || scope.isLost(name)) continue;
    const meant = nearest(name, scope.parameterNames);
    const known = [...scope.parameterNames].slice(0, 8).map((parameter) => `\`${parameter}\``);
    const otherwise =
      known.length > 0
        ? `it declares ${known.join(', ')}`
        : `declare it: \`param ${name} = ${settings[name]}\``;
    const help = meant ? `did you mean \`${meant}\`?` : otherwise;
    report({
      code: 'CNN202',
      span: { start: 0, end: 0 },
      message: `\`${name}\` is set, but the text declares no such \`param\``,
      help,
    });
  }
}

/** A text that only declares blocks is for other texts to use. */
function requireLayers({ inputs, layers }: CheckedNetwork, hasBlocks: boolean, report: Report): void {
  const help = 'the smallest network is an `input 28x28x1` and a layer, such as `conv 8 3x3`';
  if (inputs.length === 0 && hasBlocks) return;
  if (inputs.length === 0)
    report({ code: 'CNN209', span: { start: 0, end: 0 }, message: 'this text holds no network', help });
  else if (layers.length === inputs.length)
    report({
      code: 'CNN209',
      span: layers[0].span,
      message: 'this network has an input, but no layer',
      help,
    });
}

function modelOf(
  name: string | undefined,
  source: Source,
  { inputs, layers, outputs }: CheckedNetwork,
): Model {
  const shapes = outputs.map((output) => ({ name: output.name, shape: output.shape }));
  return { name: name ?? nameOfFile(source.name), source, inputs, outputs: shapes, layers };
}

/** `nets/lenet-5.cnn` is `lenet-5`. */
function nameOfFile(path: string): string {
  const file = path.split(/[/\\]/).at(-1) ?? '';
  return file.replace(/\.cnn$/, '') || 'model';
}
