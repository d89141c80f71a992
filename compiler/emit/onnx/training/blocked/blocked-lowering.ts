// What a rule of the blocked form sees: each feature map in one or more of three layouts, turned
// from one into another where a rule first asks for it. In blocks a map is declared
// [batch, channels, height, width], the channels rounded up to whole blocks, and lies in memory as
// [batch, blocks, height, width, block]. What is beyond the channels is finite and means nothing.

import type { TrainingGraph } from '../../../../graph/graph.js';
import type { ValueId } from '../../../../graph/value.js';
import { int, type Attributes } from '../../attributes.js';
import { channelsFirst, toChannelsFirst, toChannelsLast } from '../../layout.js';
import type { Name } from '../../node-list.js';
import { StepLowering } from '../step-lowering.js';
import { foldedActivations, type Folded } from './folded-activations.js';

/** ONNX Runtime's own operators on blocks. */
export const blockDomain = 'com.microsoft.nchwc';

export class BlockedLowering extends StepLowering {
  /** Channels that lie side by side. */
  readonly block: number;
  /** Activations that the op before them computes, by that op's result. */
  readonly folded: ReadonlyMap<ValueId, Folded>;
  /** Results of maximum pools whose gradient is taken in blocks. */
  readonly pooledInBlocks = new Set<ValueId>();
  /** Maps less the means that were taken of them, by those means. */
  readonly centred = new Map<ValueId, Name>();
  private readonly planes = new Set<ValueId>();
  private readonly outsides = new Map<ValueId, Name>();
  private readonly blocks = new Map<ValueId, Name>();
  private readsBlocks = false;

  constructor(graph: TrainingGraph, batch: number, block: number) {
    super(graph, batch);
    this.block = block;
    this.folded = foldedActivations(graph);
  }

  /** Channels rounded up to whole blocks. */
  roundUp(channels: number): number {
    return Math.ceil(channels / this.block) * this.block;
  }

  /** A map of two axes; no other lies in blocks. */
  isMap(id: ValueId): boolean {
    const { shape, batched } = this.value(id);
    return batched && shape.length === 3;
  }

  /** Whether the map lies in blocks already. */
  isBlocked(id: ValueId): boolean {
    return this.blocks.has(id);
  }

  isMade(id: ValueId): boolean {
    return this.planes.has(id) || this.outsides.has(id) || this.blocks.has(id);
  }

  /** Lets rules that treat every number alike read and bind maps in blocks. */
  inBlocks(rule: () => void): void {
    this.readsBlocks = true;
    rule();
    this.readsBlocks = false;
  }

  override name(id: ValueId): Name {
    return this.readsBlocks && this.isMap(id) ? this.blocked(id) : this.inPlanes(id);
  }

  private inPlanes(id: ValueId): Name {
    if (this.isMade(id) && !this.planes.has(id)) this.bindPlanes(id, this.toPlanes(id));
    return super.name(id);
  }

  override bind(id: ValueId, name: Name): void {
    if (this.readsBlocks && this.isMap(id)) this.bindBlocked(id, name);
    else this.bindPlanes(id, name);
  }

  private bindPlanes(id: ValueId, name: Name): void {
    this.planes.add(id);
    super.bind(id, name);
  }

  override outside(id: ValueId): Name {
    if (!this.isMap(id)) return super.outside(id);
    const known = this.outsides.get(id) ?? this.toOutside(id);
    this.outsides.set(id, known);
    return known;
  }

  override bindOutside(id: ValueId, name: Name): void {
    if (this.isMap(id)) this.outsides.set(id, name);
    else super.bindOutside(id, name);
  }

  blocked(id: ValueId): Name {
    const known = this.blocks.get(id) ?? this.toBlocks(id);
    this.blocks.set(id, known);
    return known;
  }

  bindBlocked(id: ValueId, name: Name): void {
    this.blocks.set(id, name);
  }

  /** Adds one of ONNX Runtime's own operators on blocks. */
  blockNode(opType: string, input: readonly Name[], attributes: Attributes): Name {
    return this.nodeOf(opType, input, attributes, 1, blockDomain)[0];
  }

  /** [batch, channels, height, width] in blocks; channels are a multiple of 4. */
  reorder(planes: Name): Name {
    return this.blockNode('ReorderInput', [planes], {});
  }

  /** The sizes that a map in blocks is declared with. */
  blockedDims(id: ValueId): [batch: number, channels: number, height: number, width: number] {
    const [batch, channels, height, width] = this.dims(id);
    return [batch, this.roundUp(channels), height, width];
  }

  private toPlanes(id: ValueId): Name {
    const blocked = this.blocks.get(id);
    if (blocked === undefined) return this.transpose(this.outside(id), toChannelsFirst(3));
    return this.blockNode('ReorderOutput', [blocked], { channels: int(this.dims(id)[1]) });
  }

  private toOutside(id: ValueId): Name {
    const blocked = this.blocks.get(id);
    if (blocked === undefined) return this.transpose(this.inPlanes(id), toChannelsLast(3));
    const channels = int(this.dims(id)[1]);
    return this.blockNode('ReorderOutput', [blocked], { channels, channels_last: int(1) });
  }

  private toBlocks(id: ValueId): Name {
    const [channels] = channelsFirst(this.shape(id));
    const missing = channels % 4 === 0 ? 0 : this.roundUp(channels) - channels;
    const outside = this.outsides.get(id);
    if (outside === undefined) {
      return this.reorder(this.pad(this.inPlanes(id), [0, 0, 0, 0], [0, missing, 0, 0]));
    }
    const whole = this.pad(outside, [0, 0, 0, 0], [0, 0, 0, missing]);
    return this.blockNode('ReorderInput', [whole], { channels_last: int(1) });
  }
}
