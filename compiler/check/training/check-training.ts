// The `train` block: each setting is read by its own rule, and what it does not say keeps its default.

import type { Setting, SettingValue, TrainStatement, Word } from '../../../grammar/ast.js';
import type { Span } from '../../../grammar/source.js';
import type { Report } from '../../diagnostics/draft.js';
import { defaultTrainingOptions, type TrainingOptions } from '../../training-options.js';
import { replacing } from '../argument-mistakes.js';
import { nearest } from '../nearest.js';
import type { CheckedNetwork } from '../network.js';
import { settings } from './settings.js';
import { formWith } from './parts.js';
import type { ReadChange, SettingDefinition } from './setting-definition.js';
import { SettingReader, type Reading, type Usage } from './setting-reader.js';
import { lossKinds, readOutputLoss } from './settings/loss.js';
import { unknownSetting } from './unknown-setting.js';

export interface CheckedTraining {
  readonly options: TrainingOptions;
  /** Each setting that is given; of the losses of single outputs each as `loss OUTPUT`. */
  readonly given: ReadonlyMap<string, Setting>;
}

type Change = Partial<TrainingOptions>;

export function readTraining(
  block: TrainStatement | undefined,
  outputs: readonly { readonly name: string }[],
  around: Omit<Reading, 'isSetting'>,
): CheckedTraining {
  const reading = { ...around, isSetting: (word: string) => settings.has(word) };
  let options = defaultTrainingOptions;
  const names = outputs.map(({ name }) => name);
  const given = new Map<string, Setting>();
  for (const setting of block?.settings ?? []) {
    const output = outputOfLoss(setting, names);
    const key = output === undefined ? setting.word.text : `loss ${output}`;
    const earlier = given.get(key);
    if (earlier) refuseSecond(key, setting, earlier, reading.report);
    else if (output !== undefined) options = { ...options, ...outputLoss(output, options, setting, reading) };
    else options = { ...options, ...changeBy(setting, names, reading) };
    if (!earlier) given.set(key, setting);
  }
  return { options, given };
}

/** What settings want of each other and of the network, when all are read and the network is well. */
export function checkTraining(
  { options, given }: CheckedTraining,
  network: CheckedNetwork,
  report: Report,
): void {
  const spanOf = (word: string): Span | undefined => given.get(word)?.span;
  for (const [word, setting] of given)
    settings.get(word)?.check?.({ setting, options, spanOf }, network, report);
}

/** `loss OUTPUT KIND`: the output, where the first word is the name of one. */
function outputOfLoss({ word, values }: Setting, outputs: readonly string[]): string | undefined {
  const [first] = values as readonly (SettingValue | undefined)[];
  return word.text === 'loss' && first?.kind === 'word' && outputs.includes(first.text)
    ? first.text
    : undefined;
}

function outputLoss(
  output: string,
  { outputLosses }: TrainingOptions,
  setting: Setting,
  reading: Reading,
): Change {
  const rest = { ...setting, values: setting.values.slice(1) };
  const reader = new SettingReader(rest, { example: `loss ${output} cross-entropy weight 0.5` }, reading);
  return readOutputLoss(output, outputLosses, reader) ?? {};
}

function changeBy(setting: Setting, outputs: readonly string[], reading: Reading): Change {
  const definition = settings.get(setting.word.text);
  if (definition === undefined) reading.report(unknownSetting(setting.word));
  else if (isOfUnknownOutput(setting)) refuseOutput(setting, outputs, reading.report);
  else return known(definition.read(new SettingReader(setting, usageOf(definition), reading)));
  return {};
}

function usageOf(definition: SettingDefinition): Usage {
  return { example: definition.example, formWith: (kind) => formWith(definition, kind) };
}

/** Without what could not be read. */
function known(change: ReadChange): Change {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

function refuseSecond(key: string, { span }: Setting, earlier: Setting, report: Report): void {
  const related = [{ span: earlier.span, message: 'first given here' }];
  report({
    code: 'CNN502',
    span,
    message: `\`${key}\` is given twice`,
    related,
    help: 'take one of the two out',
  });
}

/** `loss head mse`, where no output is called `head`. */
function isOfUnknownOutput({ word, values: [first, second] }: Setting): boolean {
  const isLoss = (value: SettingValue | undefined): boolean =>
    value?.kind === 'word' && lossKinds.some((loss) => loss === value.text);
  return (
    word.text === 'loss' &&
    (first as SettingValue | undefined)?.kind === 'word' &&
    !isLoss(first) &&
    isLoss(second)
  );
}

function refuseOutput({ values: [first] }: Setting, outputs: readonly string[], report: Report): void {
  const { text, span } = first as Word;
  const meant = nearest(text, outputs);
  const listed = outputs.map((name) => `\`${name}\``).join(', ');
  const help = meant
    ? `did you mean \`${meant}\`?`
    : `outputs are ${listed}; \`output NAME\` makes a value one`;
  const candidates = meant ? [replacing(span, meant)] : [];
  report({ code: 'CNN502', span, message: `no output is called \`${text}\``, help, candidates });
}
