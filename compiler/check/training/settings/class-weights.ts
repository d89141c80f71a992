// `class-weights balanced`, or a number a class: what the loss of a sample counts.

import type { Report } from '../../../diagnostics/draft.js';
import { sizeOf } from '../../../graph/value.js';
import { crossEntropyOutputs } from '../classes.js';
import type { CheckedNetwork } from '../../network.js';
import { notNegative } from '../number-range.js';
import type { SettingDefinition } from '../setting-definition.js';
import type { Statement } from '../statement.js';

const words = {
  balanced: { about: 'samples / (classes · samples of the class), so that rare classes count as much' },
};

export const classWeights: SettingDefinition = {
  word: 'class-weights',
  form: 'class-weights balanced | W, W, ...',
  about: 'what the loss of a sample counts, by its class',
  fallback: '1 for all',
  example: 'class-weights balanced',
  snippet: 'class-weights ${1:balanced}',
  value: notNegative,
  words,
  notes: ['Numbers stand in the order of the classes. `balanced` is as in scikit-learn.'],
  read(reader) {
    if (reader.isNext(['balanced'])) {
      reader.word(['balanced'], 'a kind of weights');
      reader.finish();
      return { classWeights: { kind: 'balanced' } };
    }
    const entries = reader.entries('`balanced` or a number a class, with commas between');
    const weights = entries.map((entry) => {
      const weight = entry.number(notNegative, 'a class weight', ['balanced']);
      entry.finish();
      return weight;
    });
    if (reader.hasFailed || entries.some(({ hasFailed }) => hasFailed)) return {};
    if (weights.some((weight) => weight !== 0))
      return { classWeights: { kind: 'given', weights: weights as number[] } };
    return {
      classWeights: reader.tell({
        span: reader.span,
        message: 'with all weights 0 there is nothing to learn',
      }),
    };
  },
  write({ classWeights: weights }) {
    if (weights.kind === 'equal') return undefined;
    return weights.kind === 'balanced' ? 'balanced' : weights.weights.join(', ');
  },
  check: fitClasses,
};

function fitClasses(
  { setting: { span }, options, spanOf }: Statement,
  network: CheckedNetwork,
  report: Report,
): void {
  const outputs = crossEntropyOutputs(options, network);
  if (outputs.length === 0) {
    const stated = spanOf('loss');
    const related = stated ? [{ span: stated, message: 'the loss is given here' }] : [];
    const message = '`class-weights` want classes, and no output is trained with cross-entropy';
    report({
      code: 'CNN504',
      span,
      message,
      related,
      help: 'take the line out, or train with `loss cross-entropy`',
    });
    return;
  }
  if (options.classWeights.kind !== 'given') return;
  const { length } = options.classWeights.weights;
  const other = outputs.find(({ shape }) => sizeOf(shape) !== length);
  if (other === undefined) return;
  const classes = sizeOf(other.shape);
  const { source, span: at } = other.layer;
  report({
    code: 'CNN504',
    span,
    message: `${length} class weight${length === 1 ? '' : 's'} for ${classes} classes`,
    related: [{ source, span: at, message: `${classes} classes end here` }],
    help: 'give one number a class, or write `class-weights balanced`',
  });
}
