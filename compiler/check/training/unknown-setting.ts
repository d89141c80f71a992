// What to say of a setting that does not exist: misspelt, part of another, or as other frameworks call it.

import type { Word } from '../../../grammar/ast.js';
import type { Draft } from '../../diagnostics/draft.js';
import { replacing } from '../argument-mistakes.js';
import { nearest } from '../nearest.js';
import { formWith } from './parts.js';
import { settings } from './settings.js';

/** Names in Keras and PyTorch, and what a model here writes for them. */
const foreign: Readonly<Record<string, string>> = {
  learning_rate: 'lr',
  weight_decay: 'decay',
  batch_size: 'batch',
  validation_split: 'validate',
  label_smoothing: 'smoothing',
  class_weight: 'class-weights',
  early_stopping: 'stop',
  gradient_clip: 'clip',
  augmentation: 'augment',
  random_state: 'seed',
  dataset: 'data',
  lr_scheduler: 'schedule',
  rescale: 'scale',
  normalize: 'scale',
};

export function unknownSetting({ text, span }: Word): Draft {
  const own = Object.hasOwn(foreign, text) ? foreign[text] : text;
  const draft = { code: 'CNN501', span, message: `there is no training setting \`${text}\`` } as const;
  if (settings.has(own))
    return { ...draft, help: `did you mean \`${own}\`?`, candidates: [replacing(span, own)] };
  const line = lineWith(own);
  if (line !== undefined) return { ...draft, help: `\`${own}\` stands in \`${line}\`` };
  const meant = nearest(text, settings.keys());
  return {
    ...draft,
    help: meant ? `did you mean \`${meant}\`?` : `settings are ${[...settings.keys()].join(', ')}`,
    candidates: meant ? [replacing(span, meant)] : [],
  };
}

/** How a setting is written of which it is a part. */
function lineWith(word: string): string | undefined {
  const all = [...settings.values()];
  const own = all.find(({ options = {} }) => Object.hasOwn(options, word));
  if (own) return own.form;
  for (const setting of all) {
    const kind = Object.keys(setting.words).find(
      (each) => each === word || Object.hasOwn(setting.words[each].options ?? {}, word),
    );
    if (kind !== undefined) return formWith(setting, kind);
  }
  return undefined;
}
