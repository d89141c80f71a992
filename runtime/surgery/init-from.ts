// First weights from a file: what fits by name and shape is taken, the rest starts as it would without.

import type { Graph } from '../../compiler/graph/graph.js';
import type { Shape } from '../../compiler/graph/value.js';
import { sameShape } from '../../compiler/shapes/shape.js';
import type { Tensor, Weights } from '../tensor.js';
import { countOf, sizeText } from '../text.js';
import { readSafetensors } from '../weights.js';
import { WeightsError } from '../weights-error.js';
import { likelyName } from './likely-name.js';
import { addedNormalizations } from './normalizations.js';

/** A weight of the network that the file does not give, and why. */
export interface MissingWeight {
  readonly name: string;
  readonly shape: Shape;
  readonly reason:
    | { readonly kind: 'another-shape'; readonly there: Shape }
    /** `likely` is what the file may call it, as far as one can guess. */
    | { readonly kind: 'absent'; readonly likely: string | undefined };
}

export interface Initialization {
  /** Every weight of the network. */
  readonly weights: Weights;
  /** The names of those from the file. */
  readonly loaded: readonly string[];
  readonly missing: readonly MissingWeight[];
  /** Names in the file that the network does not have. */
  readonly unused: readonly string[];
  /**
   * Batch normalisations of which the file has nothing. Calibrated, they leave the network's outputs
   * as they were.
   */
  readonly newNormalizations: readonly string[];
  /** What the file says of itself: the labels of its classes, the treatment of its inputs. */
  readonly metadata: ReadonlyMap<string, string>;
}

/**
 * @param initial every weight of the graph, as it starts without a file
 * @throws WeightsError where the file cannot be read, is corrupt, or has nothing that fits
 */
export async function initFrom(file: string, graph: Graph, initial: Weights): Promise<Initialization> {
  const { tensors, metadata } = await readSafetensors(file);
  const found = new Map([...tensors].filter(([name]) => !isMarked(name)));
  const loaded = graph.weights.filter(({ name, value }) => fits(found.get(name), graph.values[value].shape));
  if (loaded.length === 0) throw nothingFits(file, graph, found);
  const fromFile = new Set(loaded.map(({ name }) => name));
  const known = new Set(graph.weights.map(({ name }) => name));
  const unused = [...found.keys()].filter((name) => !known.has(name));
  return {
    weights: new Map(
      [...initial].map(([name, start]) => [name, fromFile.has(name) ? (found.get(name) as Tensor) : start]),
    ),
    loaded: [...fromFile],
    missing: missingWeights(graph, fromFile, found, unused),
    unused,
    newNormalizations: addedNormalizations(graph, found),
    metadata,
  };
}

/** A checkpoint also holds the state of its optimizer; no weight has a colon in its name. */
function isMarked(name: string): boolean {
  return name.includes(':');
}

function fits(tensor: Tensor | undefined, shape: Shape): boolean {
  return tensor !== undefined && sameShape(tensor.shape, shape);
}

function missingWeights(
  graph: Graph,
  loaded: ReadonlySet<string>,
  found: Weights,
  unused: readonly string[],
): MissingWeight[] {
  return graph.weights
    .filter(({ name }) => !loaded.has(name))
    .map(({ name, value }) => {
      const { shape } = graph.values[value];
      const there = found.get(name)?.shape;
      if (there !== undefined) return { name, shape, reason: { kind: 'another-shape', there } };
      return { name, shape, reason: { kind: 'absent', likely: likelyName(name, shape, found, unused) } };
    });
}

function nothingFits(file: string, graph: Graph, found: Weights): WeightsError {
  const holds = [...found].slice(0, 3).map(([name, { shape }]) => `${name} (${sizeText(shape)})`);
  const wants = graph.weights.slice(0, 3).map(({ name, value }) => {
    return `${name} (${sizeText(graph.values[value].shape)})`;
  });
  const more = (all: number) => (all > 3 ? ', ...' : '');
  return new WeightsError(
    `none of the ${countOf(found.size, 'weight')} in ${file} fits ${graph.name} by name and shape: ` +
      `it holds ${holds.join(', ') || 'nothing'}${more(found.size)}, the network wants ${wants.join(', ') || 'nothing'}${more(graph.weights.length)}`,
    'take the weights of a network with layers of the same names and sizes; `as NAME` names a layer',
  );
}
