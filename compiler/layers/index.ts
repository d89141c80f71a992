// All layers of the language. To add one: write its file, add its line here, and a test.

import { add } from './add.js';
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
import { bn } from './bn.js';
import { concat } from './concat.js';
import { conv } from './conv.js';
import type { LayerDefinition } from './definition.js';
import { dense } from './dense.js';
import { dropout } from './dropout.js';
import { flatten } from './flatten.js';
import { identity } from './identity.js';
import { inception } from './inception.js';
import { pool } from './pool.js';

const list: readonly LayerDefinition[] = [
  conv, pool, dense, flatten, bn, dropout,
  concat, add, inception, identity,
  relu, relu6, leaky, elu, selu, gelu, silu, sigmoid, tanh, hardSigmoid, hardSwish, prelu, softmax,
]; // prettier-ignore

/** By word. `input` is not among them: it starts a network and takes nothing in. */
export const layers: ReadonlyMap<string, LayerDefinition> = new Map(list.map((layer) => [layer.word, layer]));
