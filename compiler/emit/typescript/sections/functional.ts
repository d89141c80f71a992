// `createModel` for a network that branches: a constant for each run of layers.

import { shapeText } from '../comment.js';
import type { Fragment } from '../fragment.js';
import { Expression, objectLiteral } from '../literal.js';
import { constantName, type NameScope } from '../names.js';
import type { InputNode, Plan, PlanNode } from '../plan.js';
import { segmentsOf, type Segment } from '../segments.js';
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
  const constants = new Constants([...plan.inputs, ...segments.map(lastLayer)], names, scope);
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
    segments.map(({ layers: [first] }) => scopeOf(names.get(first))),
    statements,
  );
  return [inputs.join('\n'), ...paragraphs, `return tf.model(${model});`].join('\n\n');
}

/** The names of the constants that hold the inputs and the last value of each segment. */
class Constants {
  private readonly names: ReadonlyMap<PlanNode, string>;

  constructor(nodes: readonly PlanNode[], layerNames: LayerNames, scope: NameScope) {
    this.names = new Map(
      nodes.map((node) => [node, scope.claim(constantName(layerNames.get(node) as string))]),
    );
  }

  of(node: PlanNode): string {
    return this.names.get(node) as string;
  }

  /** One constant, or a list of several. */
  list(nodes: readonly PlanNode[]): string {
    const [first, ...rest] = nodes.map((node) => this.of(node));
    return rest.length === 0 ? first : `[${[first, ...rest].join(', ')}]`;
  }
}

function lastLayer({ layers }: Segment): PlanNode {
  return layers[layers.length - 1];
}

function inputStatement(
  input: InputNode,
  shape: Expression,
  names: LayerNames,
  constants: Constants,
): string {
  const options = objectLiteral({ name: names.get(input), shape: new Expression(`[...${shape.source}]`) });
  return `const ${constants.of(input)} = tf.input(${options}); // ${shapeText(input.shape)}`;
}

/** The layer of the source that a name belongs to: `inception1`, of `inception1.conv2`. */
function scopeOf(name = ''): string {
  return name.split('.')[0];
}

/** Neighbouring statements of one scope stand together. */
function paragraphsOf(scopes: readonly string[], statements: readonly string[]): string[] {
  const paragraphs: string[] = [];
  statements.forEach((statement, index) => {
    if (index > 0 && scopes[index] === scopes[index - 1])
      paragraphs.push(`${paragraphs.pop()}\n${statement}`);
    else paragraphs.push(statement);
  });
  return paragraphs;
}
