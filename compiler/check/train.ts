// The `train` block: each setting has its rule; what it does not say keeps its default.

import type { Setting, SettingValue, TrainStatement, Word } from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import type { Report } from '../diagnostics/draft.js';
import type { Loss, Optimizer } from '../graph/graph.js';
import { defaultTrainingOptions, type TrainingOptions } from '../training-options.js';
import { replacing } from './argument-mistakes.js';
import { nearest } from './nearest.js';
import type { Scope } from './scope.js';
import { SettingReader } from './setting-reader.js';

export interface CheckedTraining {
  readonly options: TrainingOptions;
  /** Where the loss is stated; undefined where it is the default. */
  readonly lossSpan: Span | undefined;
  /** Where the losses of single outputs are stated. */
  readonly outputLossSpans: ReadonlyMap<string, Span>;
}

type Change = Partial<TrainingOptions>;

interface Rule {
  readonly example: string;
  read(setting: SettingReader): { readonly [K in keyof Change]: Change[K] | undefined };
}

const losses: readonly Loss[] = ['cross-entropy', 'binary-cross-entropy', 'mse', 'mae'];

const rules: Readonly<Record<string, Rule>> = {
  data: {
    example: 'data idx "mnist/"',
    read(setting) {
      setting.word(['idx'], 'a kind of data');
      const path = setting.string('a path in quotes, relative to this file');
      return path === undefined ? {} : { data: { kind: 'idx', path } };
    },
  },
  loss: {
    example: 'loss cross-entropy',
    read: (setting) => ({ loss: setting.word(losses, 'a loss') }),
  },
  optimizer: {
    example: 'optimizer adam lr 0.001',
    read: (setting) => ({ optimizer: optimizer(setting) }),
  },
  batch: { example: 'batch 64', read: (setting) => ({ batch: setting.wholeNumber(1) }) },
  epochs: { example: 'epochs 5', read: (setting) => ({ epochs: setting.wholeNumber(1) }) },
  validate: {
    example: 'validate 10%',
    read: (setting) => ({
      validate: setting.number('a share of at least 0 and less than 1', (x) => x >= 0 && x < 1),
    }),
  },
  seed: { example: 'seed 42', read: (setting) => ({ seed: setting.wholeNumber(0) }) },
};

/** Settings of the language that this version does not train with. */
const later = ['schedule', 'augment', 'stop', 'metrics', 'scale'];

function optimizer(setting: SettingReader): Optimizer | undefined {
  const kind = setting.word(['sgd', 'adam'], 'an optimizer');
  if (kind === undefined) return undefined;
  const positive = (word: string, fallback: number) =>
    setting.option(word, fallback, 'a positive number', (x) => x > 0);
  const share = (word: string, fallback: number) =>
    setting.option(word, fallback, 'a share of at least 0 and less than 1', (x) => x >= 0 && x < 1);
  if (kind === 'sgd')
    return { kind, rate: positive('lr', 0.01), momentum: share('momentum', 0), nesterov: false };
  const { beta1, beta2, epsilon } = defaultTrainingOptions.optimizer as Extract<Optimizer, { kind: 'adam' }>;
  return {
    kind: 'adam',
    rate: positive('lr', 0.001),
    beta1: share('beta1', beta1),
    beta2: share('beta2', beta2),
    epsilon: positive('eps', epsilon),
  };
}

export function checkTraining(
  block: TrainStatement | undefined,
  outputs: readonly { readonly name: string }[],
  scope: Scope,
  report: Report,
): CheckedTraining {
  let options = defaultTrainingOptions;
  const names = outputs.map(({ name }) => name);
  const seen = new Map<string, Setting>();
  const outputLossSpans = new Map<string, Span>();
  for (const setting of block?.settings ?? []) {
    const output = outputOfLoss(setting, names);
    const key = output === undefined ? setting.word.text : `loss ${output}`;
    const change =
      output === undefined
        ? readSetting(setting, seen.get(key), names, scope, report)
        : readOutputLoss(output, options.outputLosses, setting, seen.get(key), { scope, report });
    options = { ...options, ...change };
    seen.set(key, setting);
    if (output !== undefined) outputLossSpans.set(output, setting.span);
  }
  return { options, lossSpan: seen.get('loss')?.span, outputLossSpans };
}

/** `loss OUTPUT KIND`: the output, where the first word is the name of one. */
function outputOfLoss({ word, values }: Setting, outputs: readonly string[]): string | undefined {
  const [first] = values;
  const isNamed = word.text === 'loss' && first?.kind === 'word' && outputs.includes(first.text);
  return isNamed ? first.text : undefined;
}

function readOutputLoss(
  output: string,
  before: TrainingOptions['outputLosses'],
  setting: Setting,
  earlier: Setting | undefined,
  { scope, report }: { readonly scope: Scope; readonly report: Report },
): Change {
  if (earlier !== undefined) return refuseSecond(`loss ${output}`, setting, earlier, report);
  const rest = { ...setting, values: setting.values.slice(1) };
  const reader = new SettingReader(rest, `loss ${output} cross-entropy weight 0.5`, scope, report);
  const weight = reader.option('weight', 1, 'a positive number', (x) => x > 0);
  const loss = reader.word(losses, 'a loss');
  reader.finish();
  return loss === undefined ? {} : { outputLosses: [...before, { output, loss, weight }] };
}

function refuseSecond(key: string, setting: Setting, earlier: Setting, report: Report): Change {
  const related = [{ span: earlier.span, message: 'first given here' }];
  const help = 'take one of the two out';
  const message = `\`${key}\` is given twice`;
  report({ code: 'CNN502', span: setting.span, message, related, help });
  return {};
}

/** `loss head mse`, where no output is called `head`. */
function isOfUnknownOutput({ word, values: [first, second] }: Setting): boolean {
  const isLoss = (value: SettingValue | undefined): boolean =>
    value?.kind === 'word' && losses.some((loss) => loss === value.text);
  return word.text === 'loss' && first?.kind === 'word' && !isLoss(first) && isLoss(second);
}

function refuseOutput({ values: [first] }: Setting, outputs: readonly string[], report: Report): Change {
  const { text, span } = first as Word;
  const meant = nearest(text, outputs);
  const listed = outputs.map((name) => `\`${name}\``).join(', ');
  const help = meant
    ? `did you mean \`${meant}\`?`
    : `outputs are ${listed}; \`output NAME\` makes a value one`;
  const candidates = meant ? [replacing(span, meant)] : [];
  report({ code: 'CNN502', span, message: `no output is called \`${text}\``, help, candidates });
  return {};
}

function readSetting(
  setting: Setting,
  earlier: Setting | undefined,
  outputs: readonly string[],
  scope: Scope,
  report: Report,
): Change {
  const { text, span } = setting.word;
  if (earlier !== undefined) return refuseSecond(text, setting, earlier, report);
  if (isOfUnknownOutput(setting)) return refuseOutput(setting, outputs, report);
  const rule = Object.hasOwn(rules, text) ? rules[text] : undefined;
  if (rule === undefined) return refuse(text, span, report);
  const reader = new SettingReader(setting, rule.example, scope, report);
  const change = rule.read(reader);
  reader.finish();
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

function refuse(text: string, span: Span, report: Report): Change {
  if (later.includes(text)) {
    const message = `\`${text}\` is part of the language, but not in this version of cnnc`;
    report({ code: 'CNN208', span, message, help: 'take the line out' });
    return {};
  }
  const known = Object.keys(rules);
  const meant = nearest(text, known);
  const help = meant ? `did you mean \`${meant}\`?` : `settings are ${known.join(', ')}`;
  const candidates = meant ? [replacing(span, meant)] : [];
  report({ code: 'CNN501', span, message: `there is no training setting \`${text}\``, help, candidates });
  return {};
}
