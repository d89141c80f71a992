// The parts of a module, and the names that they must not take from each other.

import type { Graph } from '../../graph/graph.js';
import { type Fragment, withNeeds } from '../typescript-common/fragment.js';
import { headerText } from '../typescript-common/header.js';
import { parametersText } from './parameters-text.js';
import { KERNEL_INITIALIZER, kernelInitializerFragment } from './initializer.js';
import type { LayerClass } from './layer-call.js';
import { constantScope } from '../typescript-common/names.js';
import { layerName, nameLayers } from './names.js';
import { type Plan, planLayers } from './plan.js';
import { connect, functionalBody } from './sections/functional.js';
import { loadWeights } from './sections/load-weights.js';
import { sequentialBody } from './sections/sequential.js';
import { isChain } from '../typescript-common/segments.js';
import { type ShapeConstant, shapeConstant } from '../typescript-common/shapes.js';

/** A module in parts, each of them source. */
export interface ModuleParts {
  readonly header: string;
  readonly shapes: readonly ShapeConstant[];
  /** Constants that the functions read. */
  readonly constants: readonly Fragment[];
  /** The bodies of the exported functions. */
  readonly createModel: string;
  readonly loadWeights: string;
  /** Classes and functions that the exported ones need, in the order of their declaration. */
  readonly fragments: readonly Fragment[];
}

export function moduleParts(graph: Graph, sourceName: string): ModuleParts {
  const plan = planLayers(graph);
  const names = nameLayers(plan);
  const outputs = plan.outputs.map(({ name, node }) => ({
    name,
    shape: node.kind === 'input' ? node.shape : node.call.output,
  }));
  const input = shapeConstant('input', plan.inputs);
  const output = shapeConstant('output', outputs);
  const loading = loadWeights(plan, names);
  const chain = isChain(plan);
  const fragments = withNeeds([...(chain ? [] : [connect]), ...classesOf(plan), ...loading.needs]);
  const constants = usesKernelInitializer(plan) ? [kernelInitializerFragment] : [];
  const modelName = layerName(graph.name);
  const declared = ['tf', ...[...fragments, ...constants, input, output].map(({ name }) => name)];
  const createModel = chain
    ? sequentialBody(modelName, plan, names, input.elements[0])
    : functionalBody(modelName, plan, names, input.elements, constantScope(declared));
  return {
    header: headerText({
      sourceName,
      name: graph.name,
      inputs: plan.inputs,
      outputs,
      remark: parametersText(graph),
    }),
    shapes: [input, output],
    constants,
    createModel,
    loadWeights: loading.body,
    fragments,
  };
}

/** Each class that the layers are of, once, for all the options that they give it. */
function classesOf({ layers }: Plan): Fragment[] {
  const used = new Map<string, { layer: LayerClass; given: Set<string> }>();
  for (const { call } of layers) {
    if (typeof call.layer === 'string') continue;
    const { name } = call.layer;
    const use = used.get(name) ?? { layer: call.layer, given: new Set() };
    used.set(name, use);
    for (const [option, value] of Object.entries(call.options))
      if (value !== undefined) use.given.add(option);
  }
  return [...used.values()].map(({ layer, given }) => ({ ...layer, source: layer.source(given) }));
}

function usesKernelInitializer({ layers }: Plan): boolean {
  return layers.some(({ call }) => Object.values(call.options).includes(KERNEL_INITIALIZER));
}
