// All layers of the language. To add one: write its file, add its line here, and a test.

import { elu } from './activations/elu.js';
import { gelu } from './activations/gelu.js';
import { hardSigmoid } from './activations/hard-sigmoid.js';
import { hardSwish } from './activations/hard-swish.js';
import { leaky } from './activations/leaky.js';
import { prelu } from './activations/prelu.js';
import { relu } from './activations/relu.js';
import { relu6 } from './activations/relu6.js';
import { selu } from './activations/selu.js';
import { sigmoid } from './activations/sigmoid.js';
import { silu } from './activations/silu.js';
import { softmax } from './activations/softmax.js';
import { tanh } from './activations/tanh.js';
import { add } from './add.js';
import { bn } from './bn.js';
import { concat } from './concat.js';
import { convTranspose } from './conv-transpose.js';
import { conv } from './conv.js';
import { crop } from './crop.js';
import type { LayerDefinition } from './definition.js';
import { dense } from './dense.js';
import { depthwise } from './depthwise.js';
import { dropout } from './dropout.js';
import { flatten } from './flatten.js';
import { identity } from './identity.js';
import { inception } from './inception.js';
import { lrn } from './lrn.js';
import { multiply } from './multiply.js';
import { pool } from './pool.js';
import { reshape } from './reshape.js';
import { residual } from './residual.js';
import { scale } from './scale.js';
import { separable } from './separable.js';
import { shortcut } from './shortcut.js';
import { shuffle } from './shuffle.js';
import { upsample } from './upsample.js';
import { zeroPad } from './zero-pad.js';

const list: readonly LayerDefinition[] = [
  conv, convTranspose, depthwise, separable, pool, dense,
  bn, lrn, dropout,
  flatten, reshape, zeroPad, crop, upsample, shuffle, scale,
  concat, add, multiply, residual, shortcut, inception, identity,
  relu, relu6, leaky, elu, selu, gelu, silu, sigmoid, tanh, hardSigmoid, hardSwish, prelu, softmax,
]; // prettier-ignore

/** By word. `input` is not among them: it starts a network and takes nothing in. */
export const layers: ReadonlyMap<string, LayerDefinition> = new Map(list.map((layer) => [layer.word, layer]));
