// How fast an engine multiplies two large matrices: the most that a network on it can hope for.

import { GraphBuilder } from '../../compiler/graph/builder.js';
import type { Graph } from '../../compiler/graph/graph.js';
import type { Engine, InferenceSession } from '../engine.js';
import { initializeWeights } from '../initialize-weights.js';
import { interleaveWithin, type PreparedRun } from './interleave.js';
import { copied, randomInputs } from './random-tensors.js';

export interface Product {
  /** Of the square matrices. */
  readonly size: number;
  /** Products in a row, so that bringing the first matrix to a fast device takes little beside them. */
  readonly count: number;
}

/** For an engine that would take minutes. */
export const smallProduct = 512;

const usual: Product = { size: 2048, count: 1 };
const small: Product = { size: smallProduct, count: 1 };
/** For one that takes less time to multiply than to bring the matrix to it. */
const inARow: Product = { size: 2048, count: 32 };

/** What the usual product may take at most, and what it takes at least unless the engine is a fast one. */
const mostMilliseconds = 3000;
const leastMilliseconds = 12;

export function flopsOf({ size, count }: Product): number {
  return 2 * size ** 3 * count;
}

export class ProductRun implements PreparedRun<ReturnType<typeof randomInputs>> {
  readonly product: Product;
  private readonly inputs: ReturnType<typeof randomInputs>;
  private readonly session: InferenceSession;

  private constructor(product: Product, graph: Graph, session: InferenceSession) {
    this.product = product;
    this.inputs = randomInputs(graph, product.size);
    this.session = session;
  }

  /** The product that suits the engine's speed. */
  static async suited(engine: Engine): Promise<ProductRun> {
    const first = await ProductRun.open(engine, small);
    const scale = flopsOf(usual) / flopsOf(small);
    if ((await first.milliseconds()) * scale > mostMilliseconds) return first;
    await first.dispose();
    const second = await ProductRun.open(engine, usual);
    if ((await second.milliseconds()) >= leastMilliseconds) return second;
    await second.dispose();
    return ProductRun.open(engine, inARow);
  }

  private static async open(engine: Engine, product: Product): Promise<ProductRun> {
    const graph = productNetwork(product);
    return new ProductRun(product, graph, await engine.infer(graph, initializeWeights(graph, 1)));
  }

  prepare(): ReturnType<typeof randomInputs> {
    return copied(this.inputs);
  }

  run(inputs: ReturnType<typeof randomInputs>): Promise<unknown> {
    return this.session.predict(inputs);
  }

  dispose(): Promise<void> {
    return this.session.dispose();
  }

  private async milliseconds(): Promise<number> {
    const { product } = await interleaveWithin(
      { product: this },
      { most: 2, warmups: 1, milliseconds: mostMilliseconds },
    );
    return product.times[0];
  }
}

/** All with the same matrix; a narrow one behind them leaves little to read back. */
function productNetwork({ size, count }: Product): Graph {
  const builder = new GraphBuilder('product');
  const fans = { fanIn: size, fanOut: size };
  let x = builder.input('x', [size]);
  const kernel = builder.weight('square/kernel', [size, size], { kind: 'glorot-uniform', ...fans });
  for (let i = 0; i < count; i++) x = builder.apply({ kind: 'dense', inputs: { x, kernel } }, [size]);
  const narrow = builder.weight('narrow/kernel', [size, 1], { kind: 'glorot-uniform', ...fans });
  return builder.finish([
    { name: 'y', value: builder.apply({ kind: 'dense', inputs: { x, kernel: narrow } }, [1]) },
  ]);
}
