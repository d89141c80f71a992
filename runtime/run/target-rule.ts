// What training compares scores with: smoothed labels and classes that count differently. What is held out is
// compared with plain labels, so that losses of trainings with different rules can be set side by side.

import type { ClassWeights, TrainingOptions } from '../../compiler/training-options.js';
import { sizeOf } from '../../compiler/graph/value.js';
import type { Classifier } from '../classifier.js';
import type { TargetRule } from '../data/batches.js';
import { countOf } from '../text.js';
import { TrainingError } from '../training-error.js';

/** samples / (classes · samples of the class), over the classes that there are samples of, as scikit-learn has it. */
export function balancedWeights(labels: Float32Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label]++;
  const present = counts.filter((count) => count > 0).length;
  return counts.map((count) => (count === 0 ? 1 : labels.length / (present * count)));
}

function weightsOf(
  wanted: ClassWeights,
  labels: Float32Array,
  classes: number,
): readonly number[] | undefined {
  if (wanted.kind === 'equal') return undefined;
  if (wanted.kind === 'balanced') return balancedWeights(labels, classes);
  if (wanted.weights.length === classes) return wanted.weights;
  throw new TrainingError(
    `\`class-weights\` has ${countOf(wanted.weights.length, 'number')}, but the network tells ${countOf(classes, 'class', 'classes')} apart`,
    'give one number for each class, in their order, or `balanced`',
  );
}

/**
 * @param labels of the samples to learn from
 * @throws TrainingError where the loss is not one of several classes against each other
 */
export function targetRuleOf(
  { labelSmoothing: smoothing, classWeights }: Pick<TrainingOptions, 'labelSmoothing' | 'classWeights'>,
  { loss, scores, classes }: Pick<Classifier, 'loss' | 'scores' | 'classes'>,
  labels: Float32Array,
): TargetRule {
  const isPlain = smoothing === 0 && classWeights.kind === 'equal';
  if (!isPlain && (loss !== 'cross-entropy' || sizeOf(scores) === 1)) {
    const name = smoothing === 0 ? '`class-weights`' : '`smoothing`';
    throw new TrainingError(
      `${name} is for several classes under cross-entropy; this network learns by ${loss}`,
      'end the network with a unit a class and softmax, and write `loss cross-entropy`; or leave it out',
    );
  }
  return { smoothing, classWeights: weightsOf(classWeights, labels, classes) };
}
