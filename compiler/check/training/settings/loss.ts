// `loss KIND [smoothing SHARE]`, and of one of several outputs `loss OUTPUT KIND [weight W]`.

import type { Loss, OutputLoss } from '../../../graph/graph.js';
import type { TrainingOptions } from '../../../training-options.js';
import { positive, share } from '../number-range.js';
import type { SettingDefinition } from '../setting-definition.js';
import type { SettingReader } from '../setting-reader.js';
import { writtenOptions } from '../written-options.js';

const smoothed = {
  smoothing: {
    about: 'the share of each target that is spread evenly over all classes (Szegedy et al. 2016)',
    range: share,
    fallback: '0',
  },
};

const words = {
  'cross-entropy': {
    about: 'one class of several: the network ends with `softmax` or raw scores',
    options: smoothed,
  },
  'binary-cross-entropy': {
    about: 'labels that hold or not, each by itself: the network ends with `sigmoid` or raw scores',
  },
  mse: { about: 'the mean of squared differences, for regression' },
  mae: { about: 'the mean of absolute differences, for regression that outliers should not rule' },
};

/** Behind a loss that is that of one output. */
export const outputOptions = {
  weight: { about: 'how much this loss counts beside the others', range: positive, fallback: '1' },
};

export const lossKinds = Object.keys(words) as readonly Loss[];

export const loss: SettingDefinition = {
  word: 'loss',
  form: 'loss [OUTPUT] KIND [smoothing SHARE] [weight W]',
  about: 'what training makes small; of several outputs each may have its own, with its `weight`',
  fallback: 'cross-entropy',
  example: 'loss cross-entropy',
  snippet: 'loss ${1:cross-entropy}',
  words,
  notes: [
    '> cross-entropy = −Σ target · ln p, the target with `smoothing` s over K classes: (1 − s) · one-hot + s / K',
    'Of several outputs training minimises the sum of weight · loss.',
  ],
  read(reader) {
    const kind = reader.word(lossKinds, 'a loss');
    if (kind === undefined) return {};
    if (kind === 'cross-entropy') return { loss: kind, labelSmoothing: reader.options(smoothed)?.smoothing };
    refuseSmoothing(reader, 'it spreads the target over classes, which only `cross-entropy` has');
    reader.finish();
    return { loss: kind };
  },
  write({ loss: kind, labelSmoothing: smoothing }) {
    return [kind, ...(kind === 'cross-entropy' ? writtenOptions(smoothed, { smoothing }) : [])].join(' ');
  },
};

function refuseSmoothing(reader: SettingReader, reason: string): void {
  if (!reader.isNext(['smoothing'])) return;
  const message = `\`smoothing\` has no place here: ${reason}`;
  reader.tell({
    span: reader.nextSpan,
    message,
    help: 'write `loss cross-entropy smoothing 0.1`, or take it out',
  });
}

/** What stands behind `loss OUTPUT`. */
export function readOutputLoss(
  output: string,
  before: TrainingOptions['outputLosses'],
  reader: SettingReader,
): Pick<TrainingOptions, 'outputLosses'> | undefined {
  const kind = reader.word(lossKinds, 'a loss');
  refuseSmoothing(reader, 'it holds for the cross-entropy of all outputs');
  const options = kind && reader.options(outputOptions);
  return options && { outputLosses: [...before, { output, loss: kind, weight: options.weight }] };
}

/** What would stand behind `loss OUTPUT`. */
export function writeOutputLoss({ loss: kind, weight }: OutputLoss): string {
  return [kind, ...writtenOptions(outputOptions, { weight })].join(' ');
}
