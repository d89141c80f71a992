// Checks a tree: names, shapes, claims, budgets and training, in the order of the text.

import type {
  ExpectStatement,
  File,
  ModelStatement,
  ParamStatement,
  Statement,
  TrainStatement,
} from '../../grammar/ast.js';
import type { Source } from '../../grammar/source.js';
import type { Draft, Report } from '../diagnostics/draft.js';
import type { Model } from '../model.js';
import type { TrainingOptions } from '../training-options.js';
import { checkBudget } from './budget.js';
import { outputOf, type CheckedLayer } from './checked-layer.js';
import { evaluate } from './evaluate.js';
import { checkLoss } from './loss.js';
import { nearest } from './nearest.js';
import { NetworkChecker, type CheckedNetwork } from './network.js';
import { Scope } from './scope.js';
import { checkTraining } from './train.js';

export interface Checked {
  readonly model: Model;
  readonly layers: readonly CheckedLayer[];
  readonly training: TrainingOptions;
  readonly drafts: readonly Draft[];
}

export type Settings = Readonly<Record<string, number>>;

export function check(file: File, source: Source, settings: Settings, textIsWhole: boolean): Checked {
  const drafts: Draft[] = [];
  const report: Report = (draft) => void drafts.push(draft);
  const scope = new Scope(report, file.lostNames);
  const network = new NetworkChecker(source, scope, report, file.statements);
  const once = new OncePerFile(report);
  for (const statement of file.statements) {
    if (statement.kind === 'param') declareParameter(statement, settings, scope, report);
    else if (!once.take(statement)) network.add(statement);
  }
  refuseUnknownSettings(settings, scope, report);
  const checked = network.finish();
  const model = modelOf(once.model?.name.text, source, checked);
  if (drafts.length === 0 && textIsWhole) requireLayers(checked, report);
  const whole = drafts.length === 0 && textIsWhole ? model : undefined;
  for (const budget of once.budgets) checkBudget(budget, whole, { scope, input: checked.output, report });
  const { options, lossSpan } = checkTraining(once.train, scope, report);
  const last = checked.layers.at(-1);
  const output = last && outputOf(last);
  if (whole && last && output && once.train) checkLoss(options.loss, lossSpan, { last, output }, report);
  return { model, layers: checked.layers, training: options, drafts };
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

  /** True for statements that are no part of the network. */
  take(statement: Statement): boolean {
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
  scope.declareParameter(name, given ?? evaluate(value, { scope, input: undefined, report }));
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

function requireLayers({ inputs, layers }: CheckedNetwork, report: Report): void {
  const help = 'the smallest network is an `input 28x28x1` and a layer, such as `conv 8 3x3`';
  if (inputs.length === 0)
    report({ code: 'CNN209', span: { start: 0, end: 0 }, message: 'this text holds no network', help });
  else if (layers.length === 1)
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
  { inputs, layers, output }: CheckedNetwork,
): Model {
  const outputs = output === undefined ? [] : [{ name: 'output', shape: output }];
  return { name: name ?? nameOfFile(source.name), source, inputs, outputs, layers };
}

/** `nets/lenet-5.cnn` is `lenet-5`. */
function nameOfFile(path: string): string {
  const file = path.split(/[/\\]/).at(-1) ?? '';
  return file.replace(/\.cnn$/, '') || 'model';
}
