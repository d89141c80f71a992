// `schedule KIND ... [warm-up EPOCHS]`: how the learning rate changes over the epochs.

import type { Schedule } from '../../../training-options.js';
import { epochs, notNegative, share, shrinking, whole } from '../number-range.js';
import type { SettingDefinition, SettingWords } from '../setting-definition.js';
import type { NumberOption } from '../setting-option.js';
import type { SettingReader } from '../setting-reader.js';
import { writtenOptions } from '../written-options.js';

type Kind = Schedule['decay']['kind'];

const warmUp: NumberOption = {
  about: 'epochs over which the rate rises evenly from nothing (Goyal et al. 2017); they may be a fraction',
  range: { ...notNegative, wants: 'a number of epochs', unit: 'epochs' },
  fallback: '0',
};

const to: NumberOption = {
  about: 'the share of the rate that is left at the end',
  range: share,
  fallback: '0',
};

const words = {
  constant: { about: 'as it is', options: {} },
  step: {
    about: 'times the factor each time that so many epochs are over',
    value: shrinking,
    options: { every: { about: 'the epochs between', range: epochs } },
  },
  exponential: { about: 'times the factor an epoch, step by step', value: shrinking, options: {} },
  cosine: {
    about: 'half a cosine down to the last step (Loshchilov and Hutter 2017, without restarts)',
    options: { to },
  },
  plateau: {
    about: 'times the factor when the loss has not fallen for so many epochs',
    value: shrinking,
    options: {
      patience: { about: 'epochs without improvement that are waited for', range: whole(1, 'epochs') },
      to: { ...to, about: 'the share of the rate below which it never goes' },
    },
  },
} satisfies SettingWords & Record<Kind, unknown>;

export const schedule: SettingDefinition = {
  word: 'schedule',
  form: 'schedule constant|step|exponential|cosine|plateau ... [warm-up EPOCHS]',
  about: 'how the learning rate of the optimizer changes over the epochs',
  fallback: 'constant',
  example: 'schedule cosine to 1% warm-up 2',
  snippet: 'schedule ${1:cosine}',
  words,
  options: { 'warm-up': warmUp },
  notes: [
    '> step: rate · factor^⌊epoch / every⌋; exponential: rate · factor^epoch; cosine: rate · (to + (1 − to) · (1 + cos(π · done)) / 2), done from 0 to 1 at the last step',
    'Epochs and steps of these count from the end of the warm-up.',
    '`plateau` watches what is held out by `validate` or a `val/` folder, and the loss of training where nothing is.',
  ],
  read(reader) {
    const kind = reader.word(Object.keys(words) as Kind[], 'a schedule');
    if (kind === undefined) return {};
    return { schedule: readers[kind](reader) };
  },
  write({ schedule: { warmUp: epochs, decay } }) {
    return [...writeDecay(decay), ...writtenOptions(always, { 'warm-up': epochs })].join(' ');
  },
};

type Reader = (reader: SettingReader) => Schedule | undefined;

const always = { 'warm-up': warmUp };

const readers: { readonly [K in Kind]: Reader } = {
  constant(reader) {
    const read = reader.options(always);
    return read && { warmUp: read['warm-up'], decay: { kind: 'constant' } };
  },
  step(reader) {
    const factor = reader.number(shrinking, 'step');
    const read = reader.options({ ...words.step.options, ...always });
    if (factor === undefined || !read) return undefined;
    return { warmUp: read['warm-up'], decay: { kind: 'step', factor, every: read.every } };
  },
  exponential(reader) {
    const factor = reader.number(shrinking, 'exponential');
    const read = reader.options(always);
    if (factor === undefined || !read) return undefined;
    return { warmUp: read['warm-up'], decay: { kind: 'exponential', factor } };
  },
  cosine(reader) {
    const read = reader.options({ ...words.cosine.options, ...always });
    return read && { warmUp: read['warm-up'], decay: { kind: 'cosine', final: read.to } };
  },
  plateau(reader) {
    const factor = reader.number(shrinking, 'plateau');
    const read = reader.options({ ...words.plateau.options, ...always });
    if (factor === undefined || !read) return undefined;
    const { patience, to: final } = read;
    return { warmUp: read['warm-up'], decay: { kind: 'plateau', factor, patience, final } };
  },
};

function writeDecay(decay: Schedule['decay']): string[] {
  switch (decay.kind) {
    case 'constant':
      return [decay.kind];
    case 'step':
      return [decay.kind, `${decay.factor}`, ...writtenOptions(words.step.options, decay)];
    case 'exponential':
      return [decay.kind, `${decay.factor}`];
    case 'cosine':
      return [decay.kind, ...writtenOptions(words.cosine.options, { to: decay.final })];
    case 'plateau': {
      const { factor, patience, final } = decay;
      return [decay.kind, `${factor}`, ...writtenOptions(words.plateau.options, { patience, to: final })];
    }
  }
}
