// The reserved words that start or join something, with a text to fill in.

import type { Entry } from './entry.js';

export interface Keyword extends Entry {
  readonly snippet: string;
  /** Where it may stand: at the top of the file alone, or wherever layers may. */
  readonly place: 'file' | 'anywhere';
}

export const keywords: Readonly<Record<string, Keyword>> = {
  input: {
    form: 'input [NAME] HxWxC',
    about:
      'what comes in: height x width x channels. `LxC` is a sequence, `DxHxWxC` a volume, `N` alone is flat; several inputs carry names',
    snippet: 'input ${1:28x28x1}',
    place: 'file',
  },
  model: {
    form: 'model NAME',
    about: 'what the network is called; else it has the name of its file',
    snippet: 'model ${1:Name}',
    place: 'file',
  },
  param: {
    form: 'param NAME = EXPRESSION',
    about: 'a number with a name; `--set NAME=VALUE` overrides it',
    snippet: 'param ${1:name} = ${2:1}',
    place: 'file',
  },
  use: {
    form: 'use "PATH"',
    about: 'makes the blocks of another file available; the path is relative to this file',
    snippet: 'use "$1"',
    place: 'file',
  },
  block: {
    form: 'block NAME(a, b = 1) { ... }',
    about:
      'a piece of network with a name, called like a layer; it sees its own parameters and the `param`s of its file',
    snippet: 'block ${1:Name}(${2:maps}) {\n  $0\n}',
    place: 'file',
  },
  repeat: {
    form: 'repeat N [as i] { ... }',
    about: 'N copies of what stands between the braces; `i` counts from 0',
    snippet: 'repeat ${1:2} {\n  $0\n}',
    place: 'anywhere',
  },
  if: {
    form: 'if CONDITION { ... } else { ... }',
    about: 'decided while the text is checked: the first body whose condition holds is part of the network',
    snippet: 'if ${1:in.height > 8} {\n  $0\n}',
    place: 'anywhere',
  },
  from: {
    form: 'from NAME',
    about: 'goes on from a value that `as` has named',
    snippet: 'from ${1:name}',
    place: 'anywhere',
  },
  output: {
    form: 'output NAME, NAME',
    about: 'what the network answers with; without it that is the last value',
    snippet: 'output ${1:name}',
    place: 'file',
  },
  expect: {
    form: 'expect METRIC OP VALUE',
    about: 'a budget: checking fails where it does not hold',
    snippet: 'expect ${1:parameters} < ${2:65k}',
    place: 'file',
  },
  train: {
    form: 'train { ... }',
    about: 'how to train; nothing in it changes the network',
    snippet:
      'train {\n  data idx "$1"\n  loss ${2:cross-entropy}\n  optimizer ${3:adam lr 0.001}\n  batch ${4:64}\n  epochs ${5:5}\n  validate ${6:10%}\n}',
    place: 'file',
  },
};

/** Words that stand within a statement. */
export const joiningWords: Readonly<Record<string, Entry>> = {
  as: {
    form: '... as NAME',
    about: 'names the value, for `from`, `output` and branches, and the weights; in `repeat`, the counter',
  },
  else: {
    form: 'if CONDITION { ... } else { ... }',
    about: 'what counts where no condition before it holds',
  },
  and: { form: 'A and B', about: '1 where both hold, else 0' },
  or: { form: 'A or B', about: '1 where at least one holds, else 0' },
  not: { form: 'not A', about: '1 where A is 0, else 0' },
  '->': {
    form: '... -> SHAPE',
    about: 'a claim that is checked: all axes, or all but the channels; `_` is any size',
  },
};

/** What an option's word stands for, where it may stand without the option. */
export const loneWords: Readonly<Record<string, string>> = {
  same: 'padding with which the map keeps its size, or with a stride has ⌈N / stride⌉ pixels; the odd pixel of padding goes after (TensorFlow’s rule)',
  valid: 'no padding: the window stays within the map',
  auto: 'the least padding that makes what the line claims behind `->`',
};

/** `in.channels` and its like. */
export const properties: Readonly<Record<string, string>> = {
  channels: 'the channels of what the layer receives',
  height: 'the height of what the layer receives',
  width: 'the width of what the layer receives',
  length: 'the length of the sequence that the layer receives',
  depth: 'the depth of the volume that the layer receives',
};
