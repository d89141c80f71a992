// `clip norm 1` or `clip value 0.5`: what is done to gradients that are too large.

import type { GradientClip } from '../../../graph/graph.js';
import { positive } from '../number-range.js';
import type { SettingDefinition, SettingWords } from '../setting-definition.js';

const words = {
  norm: {
    about: 'all are shortened together to this length (Pascanu et al. 2013)',
    value: positive,
  },
  value: { about: 'each number is held between minus this and this', value: positive },
} satisfies SettingWords & Record<GradientClip['kind'], unknown>;

export const clip: SettingDefinition = {
  word: 'clip',
  form: 'clip norm|value LIMIT',
  about: 'what is done to gradients that are too large',
  fallback: 'nothing',
  example: 'clip norm 1',
  snippet: 'clip ${1:norm} ${2:1}',
  words,
  notes: ['> norm: g ← g · min(1, limit / √(Σ g²)), the sum over all weights that are trained'],
  read(reader) {
    const kind = reader.word(Object.keys(words) as GradientClip['kind'][], 'a way to clip');
    const limit = kind && reader.number(positive, kind);
    reader.finish();
    return { clip: kind && limit !== undefined ? { kind, limit } : undefined };
  },
  write: ({ clip: limited }) => limited && `${limited.kind} ${limited.limit}`,
};
