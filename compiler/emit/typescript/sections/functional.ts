// `createModel` for a network that branches: a constant for each run of layers.

import { shapeText } from '../../typescript-common/comment.js';
import type { Fragment } from '../../typescript-common/fragment.js';
import { Expression, objectLiteral } from '../../typescript-common/literal.js';
import { Constants } from '../../typescript-common/constants.js';
import type { NameScope } from '../../typescript-common/names.js';
import { paragraphsOf } from '../../typescript-common/paragraphs.js';
import type { InputNode } from '../../typescript-common/plan.js';
import { lastLayer, segmentsOf } from '../../typescript-common/segments.js';
import type { LayerCall } from '../layer-call.js';
import type { Plan, PlanNode } from '../plan.js';
import { layerLines, type LayerNames } from './layer-lines.js';

/** Every functional body calls it. */
export const connect: Fragment = {
  name: 'connect',
  needs: [],
  source: `
/** Leads a value through layers, each of which reads what the one before made. */
function connect(inputs: tf.SymbolicTensor | tf.SymbolicTensor[], ...layers: tf.layers.Layer[]): tf.SymbolicTensor {
  let value = inputs;
  for (const layer of layers) value = layer.apply(value) as tf.SymbolicTensor;
  return value as tf.SymbolicTensor;
}
`,
};

/** `shapes` are the sources of the inputs' shapes; constants take names that are free in `scope`. */
export function functionalBody(
  modelName: string,
  plan: Plan,
  names: LayerNames,
  shapes: readonly Expression[],
  scope: NameScope,
): string {
  const segments = segmentsOf(plan);
  const nameOf = (node: PlanNode) => names.get(node) as string;
  const constants = new Constants([...plan.inputs, ...segments.map(lastLayer)], nameOf, scope);
  const inputs = plan.inputs.map((input, index) => inputStatement(input, shapes[index], names, constants));
  const statements = segments.map(
    (segment) =>
      `const ${constants.of(lastLayer(segment))} = connect(
         ${constants.list(segment.inputs)},
         ${layerLines(segment.layers, names)}
       );`,
  );
  const model = objectLiteral({
    name: modelName,
    inputs: new Expression(constants.list(plan.inputs)),
    outputs: new Expression(constants.list(plan.outputs.map(({ node }) => node))),
  });
  const paragraphs = paragraphsOf(
    segments.map(({ layers: [first] }) => nameOf(first)),
    statements,
  );
  return [inputs.join('\n'), ...paragraphs, `return tf.model(${model});`].join('\n\n');
}

function inputStatement(
  input: InputNode,
  shape: Expression,
  names: LayerNames,
  constants: Constants<LayerCall>,
): string {
  const options = objectLiteral({ name: names.get(input), shape: new Expression(`[...${shape.source}]`) });
  return `const ${constants.of(input)} = tf.input(${options}); // ${shapeText(input.shape)}`;
}
