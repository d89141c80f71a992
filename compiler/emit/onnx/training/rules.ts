// How each op of a training step becomes ONNX nodes of the standard alone (the portable form).

import type { OpOf } from '../../../graph/ops.js';
import type { TrainingOp } from '../../../graph/training-ops.js';
import { forwardRules } from '../forward/rules.js';
import {
  lowerFrozenNormalizationGradient,
  lowerNormalization,
  lowerNormalizationGradient,
  lowerRunningAverage,
} from './batch-normalization.js';
import { lowerBiasGradient, lowerDenseInputGradient, lowerDenseKernelGradient } from './dense-gradients.js';
import {
  lowerActivationGradient,
  lowerApplyMask,
  lowerPreluGradient,
  lowerSliceChannels,
  lowerSoftmaxGradient,
  lowerSumStretched,
} from './elementwise.js';
import {
  lowerAddPenalty,
  lowerClampGradient,
  lowerNormFactor,
  lowerScaleGradient,
} from './gradient-change.js';
import { lowerInputGradient } from './input-gradient.js';
import { lowerKernelGradient } from './kernel-gradient/choice.js';
import { lowerLocalResponseGradient } from './local-response.js';
import {
  lowerMeanAbsoluteError,
  lowerMeanSquaredError,
  lowerSigmoidCrossEntropy,
  lowerSoftmaxCrossEntropy,
  lowerWeightedSum,
} from './losses.js';
import { lowerAveragePoolGradient, lowerMaxPoolGradient, lowerMaxPoolWithIndices } from './pools.js';
import type { StepLowering } from './step-lowering.js';
import { lowerAdamUpdate, lowerRmspropUpdate, lowerSgdUpdate } from './updates.js';
import { lowerUpsampleGradient } from './upsample-gradient.js';

export type StepRules<To extends StepLowering = StepLowering> = {
  readonly [K in TrainingOp['kind']]: (op: OpOf<K, TrainingOp>, to: To) => void;
};

export const stepRules: StepRules = {
  ...forwardRules,
  'max-pool': lowerMaxPoolWithIndices,
  'convolution-kernel-gradient': lowerKernelGradient,
  'convolution-input-gradient': lowerInputGradient,
  'bias-gradient': lowerBiasGradient,
  'dense-kernel-gradient': lowerDenseKernelGradient,
  'dense-input-gradient': lowerDenseInputGradient,
  'max-pool-gradient': lowerMaxPoolGradient,
  'average-pool-gradient': lowerAveragePoolGradient,
  'batch-normalization-training': lowerNormalization,
  'batch-normalization-gradient': lowerNormalizationGradient,
  'frozen-normalization-gradient': lowerFrozenNormalizationGradient,
  'running-average': lowerRunningAverage,
  'apply-mask': lowerApplyMask,
  'activation-gradient': lowerActivationGradient,
  'prelu-gradient': lowerPreluGradient,
  'softmax-gradient': lowerSoftmaxGradient,
  'local-response-normalization-gradient': lowerLocalResponseGradient,
  'upsample-gradient': lowerUpsampleGradient,
  'sum-stretched': lowerSumStretched,
  'slice-channels': lowerSliceChannels,
  'softmax-cross-entropy': lowerSoftmaxCrossEntropy,
  'sigmoid-cross-entropy': lowerSigmoidCrossEntropy,
  'mean-squared-error': lowerMeanSquaredError,
  'mean-absolute-error': lowerMeanAbsoluteError,
  'weighted-sum': lowerWeightedSum,
  'add-penalty': lowerAddPenalty,
  'norm-factor': lowerNormFactor,
  'scale-gradient': lowerScaleGradient,
  'clamp-gradient': lowerClampGradient,
  'sgd-update': lowerSgdUpdate,
  'adam-update': lowerAdamUpdate,
  'rmsprop-update': lowerRmspropUpdate,
};

export function lowerTrainingOp<To extends StepLowering>(
  op: TrainingOp,
  to: To,
  rules: StepRules<To> = stepRules,
): void {
  const rule = rules[op.kind] as (op: TrainingOp, to: To) => void;
  to.layer = op.origin.layer;
  rule(op, to);
}
