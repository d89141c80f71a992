// `stop patience 5`: ends a training that has stopped to improve.

import { notNegative, whole } from '../number-range.js';
import type { SettingDefinition } from '../setting-definition.js';
import { writtenOptions } from '../written-options.js';

const options = {
  patience: { about: 'epochs without improvement that are waited for', range: whole(1, 'epochs') },
  improvement: { about: 'a smaller one counts as none', range: notNegative, fallback: '0' },
  loss: { about: 'the figure that is watched; the default' },
  accuracy: { about: 'the figure that is watched' },
};

export const stop: SettingDefinition = {
  word: 'stop',
  form: 'stop patience EPOCHS [improvement D] [loss|accuracy]',
  about: 'ends the training early, when a figure of what is held out has not improved for so many epochs',
  fallback: 'after the last epoch',
  example: 'stop patience 5',
  snippet: 'stop patience ${1:5}',
  words: {},
  options,
  notes: [
    'It wants something held out: `validate`, or a `val/` folder in its data. The weights that are kept are the best ones.',
  ],
  read(reader) {
    const read = reader.options(options);
    if (read === undefined) return {};
    const { patience, improvement, loss, accuracy } = read;
    if (!loss || !accuracy)
      return { stop: { patience, improvement, figure: accuracy ? 'accuracy' : 'loss' } };
    const message = '`stop` watches one figure: `loss` or `accuracy`';
    return { stop: reader.tell({ span: reader.span, message }) };
  },
  write({ stop: early }) {
    if (early === undefined) return undefined;
    const { patience, improvement, figure } = early;
    const values = { patience, improvement, loss: false, accuracy: figure === 'accuracy' };
    return writtenOptions(options, values).join(' ');
  },
};
