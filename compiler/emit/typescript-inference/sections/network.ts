// The body of the function that computes the network: a constant for each run of layers.

import { shapeText } from '../../typescript-common/comment.js';
import { Constants } from '../../typescript-common/constants.js';
import { member, property } from '../../typescript-common/literal.js';
import type { NameScope } from '../../typescript-common/names.js';
import { paragraphsOf } from '../../typescript-common/paragraphs.js';
import { lastLayer, segmentsOf, type Segment } from '../../typescript-common/segments.js';
import type { LayerCall } from '../call.js';
import type { Plan } from '../plan.js';
import { tensorType, type Side } from './sides.js';

export interface Network {
  /** The name of the parameter that holds the input, or all of them. */
  readonly parameter: string;
  readonly body: string;
}

export function networkOf(plan: Plan, output: Side, scope: NameScope, inputKeys: readonly string[]): Network {
  const segments = segmentsOf(plan);
  const isOne = plan.inputs.length === 1;
  const constants = new Constants<LayerCall>(
    [...(isOne ? plan.inputs : []), ...segments.map(lastLayer)],
    (node) => (node.kind === 'input' ? node.name : node.origin),
    scope,
    isOne ? [] : plan.inputs.map((input, index) => [input, member('inputs', inputKeys[index])]),
  );
  const parameter = isOne ? constants.of(plan.inputs[0]) : 'inputs';
  const statements = segments.map((segment, index) => {
    const made = chainOf(segment, constants);
    const isReturned = plan.outputs.length === 1 && index === segments.length - 1;
    return isReturned
      ? `return ${made} as ${tensorType(output.shapes[0])};`
      : `const ${constants.of(lastLayer(segment))} = ${made};`;
  });
  const names = segments.map((segment) => segment.layers[0].origin);
  const paragraphs = paragraphsOf(names, statements);
  if (plan.outputs.length > 1) paragraphs.push(returned(plan, output, constants));
  return { parameter, body: paragraphs.join('\n\n') };
}

/** A call, a layer a line, each with the shape of what it makes beside it. */
function chainOf({ inputs, layers }: Segment<LayerCall>, constants: Constants<LayerCall>): string {
  const lines = layers.map(({ call }) => `${call.source}, // ${shapeText(call.output)}`);
  return `chain(\n${constants.list(inputs)},\n${lines.join('\n')}\n)`;
}

function returned(plan: Plan, { keys, shapes }: Side, constants: Constants<LayerCall>): string {
  const values = plan.outputs.map(
    ({ node }, index) => `${constants.of(node)} as ${tensorType(shapes[index])}`,
  );
  return `return {\n${values.map((value, index) => property(keys[index], value)).join(',\n')},\n};`;
}
