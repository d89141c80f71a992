// Several networks behind the door of an engine: who asks for a session of one network gets one that computes
// all members and averages what they say.

import type { Graph, Loss } from '../../compiler/graph/graph.js';
import type { PixelScale } from '../data/pixel-scale.js';
import { EngineError, type Engine, type InferenceSession } from '../engine.js';
import type { Tensor, Weights } from '../tensor.js';
import { averageOf } from './average.js';

export interface Member {
  readonly weights: Weights;
  /** How its inputs are scaled. */
  readonly scale: PixelScale;
}

export interface Ensemble {
  readonly engine: Engine;
  /** At least one. Inputs are expected as the first wants them. */
  readonly members: readonly [Member, ...Member[]];
  /** The whole network: its outputs are averaged as they are. Those of any other graph are its scores. */
  readonly graph: Graph;
  /** What turns scores into probabilities. */
  readonly loss: Loss;
}

function same(first: PixelScale, second: PixelScale): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}

function channelOf(numbers: readonly number[], channel: number): number {
  return numbers[channel % numbers.length];
}

/** A copy, scaled as one member wants it instead of another; an engine may keep what it gets. */
function rescaled({ shape, data }: Tensor, from: PixelScale, to: PixelScale): Tensor {
  if (same(from, to)) return { shape, data: data.slice() };
  const channels = shape[shape.length - 1];
  const scaled = data.map((value, index) => {
    const channel = index % channels;
    const raw = (value - channelOf(from.shift, channel)) / channelOf(from.factor, channel);
    return raw * channelOf(to.factor, channel) + channelOf(to.shift, channel);
  });
  return { shape, data: scaled };
}

class EnsembleSession implements InferenceSession {
  private readonly members: readonly { readonly session: InferenceSession; readonly scale: PixelScale }[];
  private readonly scoresOf: Loss | undefined;

  constructor(members: EnsembleSession['members'], scoresOf: Loss | undefined) {
    this.members = members;
    this.scoresOf = scoresOf;
  }

  async predict(inputs: ReadonlyMap<string, Tensor>): Promise<Map<string, Tensor>> {
    const [{ scale: given }] = this.members;
    const results: Map<string, Tensor>[] = [];
    for (const { session, scale } of this.members) {
      const own = [...inputs].map(([name, tensor]) => [name, rescaled(tensor, given, scale)] as const);
      results.push(await session.predict(new Map(own)));
    }
    const averaged = [...results[0].keys()].map((name): [string, Tensor] => {
      return [
        name,
        averageOf(
          results.map((result) => result.get(name) as Tensor),
          this.scoresOf,
        ),
      ];
    });
    return new Map(averaged);
  }

  async dispose(): Promise<void> {
    await Promise.all(this.members.map(({ session }) => session.dispose()));
  }
}

export function ensembleEngine({ engine, members, graph: whole, loss }: Ensemble): Engine {
  return {
    name: engine.name,
    adapter: engine.adapter,
    infer: async (graph) => {
      const sessions: { session: InferenceSession; scale: PixelScale }[] = [];
      for (const { weights, scale } of members)
        sessions.push({ session: await engine.infer(graph, weights), scale });
      return new EnsembleSession(sessions, graph === whole ? undefined : loss);
    },
    train: () => Promise.reject(new EngineError('an ensemble is trained member by member')),
  };
}
