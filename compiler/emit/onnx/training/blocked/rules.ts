// How each op of a training step becomes ONNX nodes where maps may lie in blocks. What has no form
// of its own here takes the portable one, and maps are turned for it.

import { lowerAdd, lowerAffine } from '../../forward/elementwise.js';
import { lowerActivationGradient, lowerApplyMask } from '../elementwise.js';
import { stepRules, type StepRules } from '../rules.js';
import { lowerBlockedAveragePool, lowerBlockedAveragePoolGradient } from './average-pool.js';
import { lowerBlockedNormalization, lowerBlockedNormalizationGradient } from './batch-normalization.js';
import type { BlockedLowering } from './blocked-lowering.js';
import { lowerBlockedConvolution } from './convolution.js';
import {
  inAnyLayout,
  lowerBlockedActivation,
  lowerBlockedBiasGradient,
  lowerBlockedConcat,
  lowerBlockedMultiply,
  lowerBlockedSliceChannels,
} from './elementwise.js';
import {
  lowerBlockedFrozenNormalization,
  lowerBlockedFrozenNormalizationGradient,
} from './frozen-normalization.js';
import { lowerBlockedInputGradient } from './input-gradient.js';
import { lowerBlockedKernelGradient } from './kernel-gradient/choice.js';
import { lowerBlockedMaxPool, lowerBlockedMaxPoolGradient } from './max-pool.js';

export const blockedRules: StepRules<BlockedLowering> = {
  ...stepRules,
  convolution: lowerBlockedConvolution,
  'convolution-kernel-gradient': lowerBlockedKernelGradient,
  'convolution-input-gradient': lowerBlockedInputGradient,
  'bias-gradient': lowerBlockedBiasGradient,
  'max-pool': lowerBlockedMaxPool,
  'max-pool-gradient': lowerBlockedMaxPoolGradient,
  'average-pool': lowerBlockedAveragePool,
  'average-pool-gradient': lowerBlockedAveragePoolGradient,
  'batch-normalization': lowerBlockedFrozenNormalization,
  'frozen-normalization-gradient': lowerBlockedFrozenNormalizationGradient,
  'batch-normalization-training': lowerBlockedNormalization,
  'batch-normalization-gradient': lowerBlockedNormalizationGradient,
  activation: lowerBlockedActivation,
  'activation-gradient': inAnyLayout(lowerActivationGradient),
  'apply-mask': inAnyLayout(lowerApplyMask),
  affine: inAnyLayout(lowerAffine),
  add: inAnyLayout(lowerAdd),
  multiply: lowerBlockedMultiply,
  concat: lowerBlockedConcat,
  'slice-channels': lowerBlockedSliceChannels,
};
