// The settings of `train`, the words that each takes, and the options behind these.

import type { Entry } from './entry.js';

export interface SettingEntry extends Entry {
  /** What it is where nothing is said. */
  readonly fallback: string;
  /** A text to fill in. */
  readonly snippet: string;
  /** The words that may stand first. */
  readonly words: Readonly<Record<string, SettingWord>>;
}

export interface SettingWord {
  readonly about: string;
  /** `WORD NUMBER` behind it, by the word. */
  readonly options: Readonly<Record<string, SettingOption>>;
}

export interface SettingOption {
  readonly about: string;
  readonly fallback: string;
}

const rate = { about: 'the learning rate: how far a step goes' };

export const settings: Readonly<Record<string, SettingEntry>> = {
  data: {
    form: 'data idx "FOLDER"',
    about: 'where the samples are; the path is relative to this file',
    fallback: 'what `--data` says',
    snippet: 'data idx "$1"',
    words: { idx: { about: 'files in the format of MNIST, under its names', options: {} } },
  },
  loss: {
    form: 'loss [OUTPUT] KIND [weight W]',
    about: 'what training makes small; of several outputs each may have its own',
    fallback: 'cross-entropy',
    snippet: 'loss ${1:cross-entropy}',
    words: {
      'cross-entropy': {
        about: 'one class of several: the network ends with `softmax` or raw scores',
        options: {},
      },
      'binary-cross-entropy': {
        about: 'labels that hold or not, each by itself: the network ends with `sigmoid` or raw scores',
        options: {},
      },
      mse: { about: 'the mean of squared differences, for regression', options: {} },
      mae: {
        about: 'the mean of absolute differences, for regression that outliers should not rule',
        options: {},
      },
    },
  },
  optimizer: {
    form: 'optimizer adam [lr R] [beta1 B] [beta2 B] [eps E] | sgd [lr R] [momentum M]',
    about: 'how weights follow their gradients',
    fallback: 'adam lr 0.001',
    snippet: 'optimizer ${1:adam} lr ${2:0.001}',
    words: {
      adam: {
        about:
          'a rate for each weight, from running means of gradients and their squares (Kingma and Ba 2015)',
        options: {
          lr: { ...rate, fallback: '0.001' },
          beta1: { about: 'the share of the running mean that a step keeps', fallback: '0.9' },
          beta2: { about: 'the share of the running mean of squares that a step keeps', fallback: '0.999' },
          eps: { about: 'added to the root of the mean square, against division by zero', fallback: '1e-7' },
        },
      },
      sgd: {
        about: 'the gradient of a batch times the learning rate',
        options: {
          lr: { ...rate, fallback: '0.01' },
          momentum: { about: 'the share of the last step that the next one keeps', fallback: '0' },
        },
      },
    },
  },
  batch: {
    form: 'batch N',
    about: 'how many samples a step takes',
    fallback: '32',
    snippet: 'batch ${1:64}',
    words: {},
  },
  epochs: {
    form: 'epochs N',
    about: 'how often training goes through all samples',
    fallback: '1',
    snippet: 'epochs ${1:5}',
    words: {},
  },
  validate: {
    form: 'validate SHARE',
    about: 'the share of the training samples that is held out to measure on, the same of every class',
    fallback: '0',
    snippet: 'validate ${1:10%}',
    words: {},
  },
  seed: {
    form: 'seed N',
    about: 'what chance starts from: the same seed gives the same run',
    fallback: '1',
    snippet: 'seed ${1:42}',
    words: {},
  },
};

/** Behind a loss that is that of one output. */
export const lossOptions: Readonly<Record<string, SettingOption>> = {
  weight: { about: 'how much this loss counts beside the others', fallback: '1' },
};
