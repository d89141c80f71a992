// The two ends of a network that learns from labelled images: pictures in, a score a class out.

import type { Graph, Loss } from '../compiler/graph/graph.js';
import { sizeOf, type Shape } from '../compiler/graph/value.js';
import { trainedPart, type LossChoice } from '../compiler/passes/differentiate/trained-part.js';
import { sizeText } from './text.js';
import { TrainingError } from './training-error.js';

export interface Classifier {
  /** The network up to its scores: without the softmax or sigmoid that the loss contains. */
  readonly scoring: Graph;
  readonly inputName: string;
  readonly outputName: string;
  readonly input: Shape;
  readonly scores: Shape;
  /** How many labels the network tells apart: one a unit, two with one unit, infinitely many in a regression. */
  readonly classes: number;
  /** One unit under mean squared or absolute error is a number, not a class. */
  readonly regression: boolean;
  readonly loss: Loss;
  /** What the loss counts. */
  readonly lossWeight: number;
}

function single<Item extends { name: string }>(items: readonly Item[], what: string, graph: Graph): Item {
  if (items.length === 1) return items[0];
  const names = items.map(({ name }) => name).join(', ');
  throw new TrainingError(
    `labelled images want one ${what}, but ${graph.name} has ${items.length}${names === '' ? '' : `: ${names}`}`,
    `give the network one ${what}, or train what \`cnnc build\` makes of it`,
  );
}

/** A number that stands for itself may be any. */
function classesOf(units: number, regression: boolean): number {
  return regression ? Infinity : Math.max(units, 2);
}

/**
 * @throws TrainingError where the network has several inputs or outputs, or no flat output
 */
export function classifierOf(graph: Graph, choice: LossChoice): Classifier {
  const { name: inputName, value } = single(graph.inputs, 'input', graph);
  const { name: outputName } = single(graph.outputs, 'output', graph);
  const part = trainedPart(graph, choice);
  const [{ loss, weight, scores: scored }] = part.heads;
  const scores = graph.values[scored].shape;
  const units = sizeOf(scores);
  if (scores.at(-1) !== units) {
    throw new TrainingError(
      `${graph.name} ends in ${sizeText(scores)}, but a label is one class for a whole image`,
      'end the network with `pool avg global` or `flatten`, and `dense`',
    );
  }
  const regression = units === 1 && (loss === 'mse' || loss === 'mae');
  return {
    scoring: { ...graph, ops: part.ops, outputs: [{ name: outputName, value: scored }] },
    inputName,
    outputName,
    input: graph.values[value].shape,
    scores,
    classes: classesOf(units, regression),
    regression,
    loss,
    lossWeight: weight,
  };
}
