// What a rule sees while a graph becomes ONNX: the nodes so far, and which ONNX value stands for
// each value of the graph. Inside the model feature maps are channels-first.

import type { Shape, Value, ValueId } from '../../graph/value.js';
import type { Dialect } from './dialect.js';
import { channelsFirst, nativeShape, toChannelsFirst, toChannelsLast } from './layout.js';
import { NodeList, type Name } from './node-list.js';
import { dataType, encodeModel, type ValueInfo } from './schema.js';

export class Lowering extends NodeList {
  /** Samples in a batch, or −1, as `Reshape` spells what it must infer, where any number will do. */
  readonly batch: number;
  readonly dialect: Dialect;
  private readonly values: readonly Value[];
  private readonly names = new Map<ValueId, Name>();
  private readonly doorInputs: ValueInfo[] = [];
  private readonly doorOutputs: ValueInfo[] = [];

  constructor(values: readonly Value[], batch: number, dialect: Dialect = 'portable') {
    super();
    this.dialect = dialect;
    this.values = values;
    this.batch = batch;
  }

  name(id: ValueId): Name {
    const name = this.names.get(id);
    if (name === undefined) throw new Error(`value ${id} is used before it is made`);
    return name;
  }

  bind(id: ValueId, name: Name): void {
    this.names.set(id, name);
  }

  value(id: ValueId): Value {
    return this.values[id];
  }

  shape(id: ValueId): Shape {
    return this.values[id].shape;
  }

  /** The axes inside the model, batch and channels first. */
  dims(id: ValueId): number[] {
    const value = this.values[id];
    return value.batched ? [this.batch, ...nativeShape(value)] : nativeShape(value);
  }

  /** Declares an input of the model in the language's layout, and binds it inside. */
  batchedInput(hint: string, id: ValueId): Name {
    const name = this.unique(hint);
    const shape = this.shape(id);
    this.doorInputs.push(this.describe(name, [this.batch, ...shape]));
    this.bindOutside(id, name);
    return name;
  }

  /** A batched value in the language's layout, as it is outside of the model. */
  outside(id: ValueId): Name {
    return this.transpose(this.name(id), toChannelsLast(this.shape(id).length));
  }

  /** Binds a batched value that is given in the language's layout. */
  bindOutside(id: ValueId, name: Name): void {
    this.bind(id, this.transpose(name, toChannelsFirst(this.shape(id).length)));
  }

  /** Declares an input of the model that is a weight, a state or a scalar, in ONNX' layout. */
  plainInput(hint: string, id: ValueId): Name {
    const name = this.unique(hint);
    this.doorInputs.push(this.describe(name, this.dims(id)));
    this.bind(id, name);
    return name;
  }

  /** Declares an output of the model, feature maps in the language's layout, the rest in ONNX'. */
  output(hint: string, id: ValueId): Name {
    const { shape, batched } = this.value(id);
    const name = this.unique(hint);
    const outside = batched ? this.outside(id) : this.name(id);
    this.nodes.push({
      name: this.unique('output'),
      opType: 'Identity',
      input: [outside],
      output: [name],
      attribute: [],
    });
    this.doorOutputs.push(this.describe(name, batched ? [this.batch, ...shape] : this.dims(id)));
    return name;
  }

  encode(name: string): Uint8Array {
    return encodeModel({
      name,
      node: this.nodes,
      initializer: this.initializers,
      input: this.doorInputs,
      output: this.doorOutputs,
    });
  }

  private describe(name: Name, dims: readonly number[]): ValueInfo {
    const dim = dims.map((size) => (size < 0 ? { dimParam: 'batch' } : { dimValue: size }));
    return { name, type: { tensorType: { elemType: dataType.float, shape: { dim } } } };
  }

  /** The shape that broadcasts a vector over the channels of `id`. */
  overChannels(vector: Name, id: ValueId): Name {
    const spatial = channelsFirst(this.shape(id)).slice(1);
    if (spatial.length === 0) return vector;
    return this.reshape(vector, [-1, ...spatial.map(() => 1)]);
  }
}
