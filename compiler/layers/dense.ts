// `dense UNITS [nobias]`, the fully connected layer.

import { glorotUniform, zeros } from '../graph/initializers.js';
import { sizeOf } from '../graph/value.js';
import { countsAsFlat, isFlat, spatial, written } from '../shapes/shape.js';
import type { Candidate } from '../diagnostics/draft.js';
import type { Call, Inferred, LayerDefinition, Remedy } from './definition.js';
import { count } from './readers.js';
import { flag, positional } from './signature.js';
import { sizesSoFar } from './size-path.js';

const signature = {
  units: positional(count, 'how many values it makes'),
  nobias: flag('no bias'),
};

export const dense: LayerDefinition<typeof signature> = {
  word: 'dense',
  documentation: {
    summary:
      'Every unit sums all values of its flat input, each times a weight of its own, plus a bias. It wants a flat input (1x1xC counts as flat): `flatten` or `pool avg global` makes one of a feature map.',
    formula: 'y = x · kernel + bias, with in · units + units parameters',
    source: 'the layer that Keras calls Dense and PyTorch Linear',
    example: 'input 4x4x2\nflatten\ndense 10 softmax -> 10\n',
  },
  signature,
  suffixes: true,

  infer(call): Inferred | undefined {
    const { units, nobias } = call.values;
    if (!countsAsFlat(call.input.shape)) return refuseMap(call);
    const width = sizeOf(call.input.shape);
    const kernel = {
      role: 'kernel', shape: [width, units], initializer: glorotUniform(width, units), trainable: true,
    } as const; // prettier-ignore
    const bias = { role: 'bias', shape: [units], initializer: zeros, trainable: true } as const;
    const weights = nobias ? [kernel] : [kernel, bias];
    const widen = (wanted: number) => [otherUnits(call, wanted)];
    return { output: [units], weights, macs: width * units, seesAll: true, widen, plan: undefined };
  },

  lower({ graph, x, output, weight }) {
    const shape = graph.shapeOf(x);
    const flat = isFlat(shape)
      ? x
      : graph.apply({ kind: 'reshape', inputs: { x }, shape: [sizeOf(shape)] }, [sizeOf(shape)]);
    const [kernel, bias] = [weight('kernel') as number, weight('bias')];
    const inputs = bias === undefined ? { x: flat, kernel } : { x: flat, kernel, bias };
    return graph.apply({ kind: 'dense', inputs }, output);
  },

  outputOfAny: ({ units }) => [units],
};

function otherUnits(call: Call<typeof signature>, units: number): Remedy {
  const words = `\`dense ${units}\``;
  return {
    edits: call.edit.replace('units', `${units}`),
    words,
    safe: false,
    title: ({ output }) => output && `${words} makes ${written(output)}`,
  };
}

function refuseMap(call: Call<typeof signature>): undefined {
  const { shape, madeBy } = call.input;
  const flat = sizeOf(shape);
  call.report({
    code: 'CNN302',
    span: call.statement.word.span,
    message: `\`dense\` wants a flat input, but what reaches it is a feature map: ${written(shape)}`,
    label: `would have to see ${written(shape)} as one row`,
    related: [{ ...madeBy, message: `made ${written(shape)} here` }],
    notes: [
      ...sizesSoFar(call.path(), [...spatial(shape).keys()]),
      `${shape.join(' · ')} = ${flat} values once flattened, so ${flat} weights a unit`,
    ],
    help: 'put `flatten` or `pool avg global` before it',
    candidates: [
      flattening(call, 'flatten', `\`flatten\` before it makes ${flat} values of ${written(shape)}`),
      flattening(
        call,
        'pool avg global',
        `\`pool avg global\` before it keeps one value of each of the ${shape[shape.length - 1]} channels`,
      ),
    ],
    layer: call.name,
  });
  return undefined;
}

function flattening(call: Call<typeof signature>, statement: string, line: string): Candidate {
  return {
    edits: call.edit.before(statement),
    safe: false,
    title: ({ output }) => (output ? line : undefined),
  };
}
