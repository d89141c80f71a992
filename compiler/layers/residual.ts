// `residual <BODY>`, a body and a way around it.

import { sameShape } from '../shapes/shape.js';
import { branchesAgree } from './branch-shapes.js';
import type { Call, Inferred, LayerDefinition } from './definition.js';
import { flag } from './signature.js';

const signature = {
  identity: flag('where the shapes differ there is no shortcut at all, rather than a projection'),
};

interface Plan {
  /** Whether the last branch, the way around, is added. */
  readonly goesAround: boolean;
}

export const residual: LayerDefinition<typeof signature, Plan> = {
  word: 'residual',
  documentation: {
    summary:
      'Adds to what its body makes what arrived: `add <BODY | shortcut>`. The shortcut passes the input on where the shapes agree; else it is a 1x1 convolution with the maps and the strides that make them agree, with batch normalisation where the body has one. With `identity` there is no shortcut at all where the shapes differ. Windows in the body default to `same`.',
    formula: 'y = BODY(x) + shortcut(x)',
    source:
      'He et al. 2016, “Deep residual learning for image recognition”; `identity` as in Sandler et al. 2018, “MobileNetV2”',
    example:
      'input 28x28x16\nresidual <conv 32 3x3 stride 2 bn relu; conv 32 3x3 bn> relu -> 14x14x32\nresidual identity <conv 96 1x1 relu6; depthwise 3x3 relu6; conv 32 1x1> -> 14x14x32\n',
  },
  signature,
  suffixes: true,
  branches: {
    defaults: { padding: 'same', poolStride: 'window' },
    closing: ({ identity }) => (identity === true ? 'identity' : 'shortcut'),
  },

  infer(call): Inferred<Plan> | undefined {
    const around = call.branches[call.branches.length - 1];
    const body = call.branches[0];
    if (call.values.identity && !sameShape(body.shape, around.shape)) return bodyAlone(call);
    if (!branchesAgree(call, 'equal')) return undefined;
    return { output: body.shape, plan: { goesAround: true } };
  },

  lower({ graph, branches, plan, output }) {
    const parts = plan.goesAround ? branches : branches.slice(0, -1);
    return parts.length === 1 ? parts[0] : graph.apply({ kind: 'add', inputs: { parts } }, output);
  },
};

/** Several bodies must still agree with each other. */
function bodyAlone(call: Call): Inferred<Plan> | undefined {
  const bodies = call.branches.slice(0, -1);
  const withoutShortcut = Object.create(call, { branches: { value: bodies } }) as Call;
  if (!branchesAgree(withoutShortcut, 'equal')) return undefined;
  return { output: bodies[0].shape, plan: { goesAround: false } };
}
