// The parts of a module, and the names that they must not take from each other.

import type { InferenceGraph } from '../../graph/inference-ops.js';
import { sizeOf } from '../../graph/value.js';
import { grouped } from '../../summary/units.js';
import { headerText } from '../typescript-common/header.js';
import { constantScope } from '../typescript-common/names.js';
import type { ShapeConstant } from '../typescript-common/shapes.js';
import { shapeConstant } from '../typescript-common/shapes.js';
import { allOf, type CoreFragment } from './core-fragment.js';
import { GraphView } from './graph-view.js';
import { chain } from './helpers/layer.js';
import { planLayers, type Plan } from './plan.js';
import { ReadWeights } from './read-weights.js';
import { createModel, modelInterface, type WeightsPlace } from './sections/model.js';
import { networkOf } from './sections/network.js';
import { sideType, tensorTypes, type Side } from './sections/sides.js';
import { embeddedWeights, expectShape, readWeights } from './sections/weights.js';

export interface ModuleOptions {
  /** What the module's header calls the source; a file's name, by custom. */
  readonly sourceName: string;
  /** A weights file in base64, to be a part of the module. */
  readonly embedded?: string | undefined;
}

/** A module in parts, each of them source. */
export interface ModuleParts {
  readonly header: string;
  /** Names of tfjs-core, in order. */
  readonly imports: readonly string[];
  readonly shapes: readonly ShapeConstant[];
  /** Declarations, in order. */
  readonly declarations: readonly string[];
}

export function moduleParts(graph: InferenceGraph, { sourceName, embedded }: ModuleOptions): ModuleParts {
  const weights = new ReadWeights(graph);
  const plan = planLayers(graph, new GraphView(graph, weights));
  const [input, output] = [inputSide(plan), outputSide(plan)];
  const place = placeOf(weights, embedded);
  const fragments = allOf([
    expectShape,
    ...(plan.layers.length > 0 ? [chain] : []),
    ...plan.layers.flatMap(({ call }) => call.needs ?? []),
    ...(place === 'none' ? [] : [readWeights(weights)]),
    ...(embedded === undefined || place === 'none' ? [] : [embeddedWeights(embedded)]),
  ]);
  const imports = importsOf(plan, [input, output], fragments, place);
  const declared = [
    ...[input, output].map(({ constant }) => constant.name),
    ...fragments.map(({ name }) => name),
    ...imports.map((name) => name.replace('type ', '')),
    'createModel',
    'network',
    'inputs',
    'weights',
  ];
  const { parameter, body } = networkOf(plan, output, constantScope(declared), input.keys);
  const parameters = `${parameter}: ${sideType(input)}${place === 'none' ? '' : ', weights: Weights'}`;
  return {
    header: headerText({
      sourceName,
      name: graph.name,
      inputs: plan.inputs,
      outputs: plan.outputs.map(({ name }, index) => ({ name, shape: output.shapes[index] })),
      remark: `${parametersText(graph)}, for predictions alone`,
    }),
    imports,
    shapes: [input.constant, output.constant],
    declarations: [
      modelInterface(input, output),
      createModel(input, place),
      `function network(${parameters}): ${sideType(output)} {\n${body}\n}\n`,
      ...fragments.map(({ source }) => source),
    ],
  };
}

function placeOf(weights: ReadWeights, embedded: string | undefined): WeightsPlace {
  if (weights.properties.length === 0) return 'none';
  return embedded === undefined ? 'file' : 'embedded';
}

function inputSide({ inputs }: Plan): Side {
  const constant = shapeConstant('input', inputs);
  return { constant, shapes: inputs.map(({ shape }) => shape), keys: constant.keys };
}

function outputSide({ outputs }: Plan): Side {
  const named = outputs.map(({ name, node }) => ({
    name,
    shape: node.kind === 'input' ? node.shape : node.call.output,
  }));
  const constant = shapeConstant('output', named);
  return { constant, shapes: named.map(({ shape }) => shape), keys: constant.keys };
}

/** What the module names of tfjs-core: types first, then functions. */
function importsOf(
  plan: Plan,
  sides: readonly Side[],
  fragments: readonly CoreFragment[],
  place: WeightsPlace,
): string[] {
  const names = new Set([
    'tidy',
    ...(place === 'none' ? [] : ['dispose']),
    ...sides.flatMap(tensorTypes),
    ...plan.layers.flatMap(({ call }) => call.imports ?? []),
    ...fragments.flatMap(({ imports }) => imports),
  ]);
  const isType = (name: string) => (name.startsWith('type ') ? 0 : 1);
  return [...names].sort((a, b) => isType(a) - isType(b) || (a < b ? -1 : 1));
}

function parametersText({ weights, values }: InferenceGraph): string {
  const count = weights.reduce((total, { value }) => total + sizeOf(values[value].shape), 0);
  return `${grouped(count)} parameter${count === 1 ? '' : 's'}`;
}
