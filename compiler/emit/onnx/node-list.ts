// Grows the list of ONNX nodes and constants that a graph becomes; names are made unique here.

import { int, ints, type Attributes } from './attributes.js';
import { dataLocation, dataType, type NodeMessage, type TensorMessage } from './schema.js';

/** The name of an ONNX value. */
export type Name = string;

export class NodeList {
  readonly nodes: NodeMessage[] = [];
  readonly initializers: TensorMessage[] = [];
  readonly external: ExternalTensor[] = [];
  /** What names of the nodes to come begin with: the layer's name. */
  layer = '';
  private readonly taken = new Map<string, number>();
  private readonly constants = new Map<string, Name>();

  /** `hint` itself where it is free, else with a number behind. */
  unique(hint: string): Name {
    const count = this.taken.get(hint) ?? 0;
    this.taken.set(hint, count + 1);
    return count === 0 ? hint : this.unique(`${hint}_${count}`);
  }

  /** Adds a node with several outputs, and returns their names. */
  nodeOf(
    opType: string,
    input: readonly Name[],
    attributes: Attributes,
    outputs: number,
    domain?: string,
  ): Name[] {
    const name = this.unique(this.layer === '' ? opType : `${this.layer}/${opType}`);
    const output = Array.from({ length: outputs }, (_, i) => this.unique(`${name}:${i}`));
    const attribute = Object.entries(attributes).map(([name, value]) => ({ name, ...value }));
    this.nodes.push({ name, opType, ...(domain !== undefined && { domain }), input, output, attribute });
    return output;
  }

  /** Adds a node with one output, and returns its name. */
  node(opType: string, input: readonly Name[], attributes: Attributes = {}): Name {
    return this.nodeOf(opType, input, attributes, 1)[0];
  }

  /** Adds a tensor that is part of the model. */
  tensor(hint: string, dims: readonly number[], data: Float32Array | BigInt64Array): Name {
    const name = this.unique(hint);
    const type = data instanceof Float32Array ? dataType.float : dataType.int64;
    this.initializers.push({ name, dataType: type, dims, rawData: bytesOf(data) });
    return name;
  }

  /** Adds a tensor that is kept beside the model's bytes: they need not be copied into them. */
  externalTensor(hint: string, dims: readonly number[], data: Float32Array): Name {
    const name = this.unique(hint);
    const path = `tensor${this.external.length}`;
    this.external.push({ path, data: bytesOf(data) });
    const externalData = [
      { key: 'location', value: path },
      { key: 'offset', value: '0' },
      { key: 'length', value: String(data.byteLength) },
    ];
    const location = dataLocation.external;
    this.initializers.push({ name, dataType: dataType.float, dims, externalData, dataLocation: location });
    return name;
  }

  scalar(value: number): Name {
    const text = Object.is(value, -0) ? '-0' : String(value);
    return this.constant(`scalar ${text}`, () => this.tensor('scalar', [], Float32Array.of(value)));
  }

  integers(values: readonly number[]): Name {
    const make = () => this.tensor('integers', [values.length], BigInt64Array.from(values, BigInt));
    return this.constant(`integers ${values.join(' ')}`, make);
  }

  /** The constant of this key, made when first asked for. */
  private constant(key: string, make: () => Name): Name {
    const known = this.constants.get(key) ?? make();
    this.constants.set(key, known);
    return known;
  }

  // The operators that most rules are written in. Binary ones broadcast.

  add(a: Name, b: Name): Name {
    return this.node('Add', [a, b]);
  }

  subtract(a: Name, b: Name): Name {
    return this.node('Sub', [a, b]);
  }

  multiply(a: Name, b: Name): Name {
    return this.node('Mul', [a, b]);
  }

  divide(a: Name, b: Name): Name {
    return this.node('Div', [a, b]);
  }

  matrixMultiply(a: Name, b: Name): Name {
    return this.node('MatMul', [a, b]);
  }

  /** A size of −1 is inferred. */
  reshape(x: Name, dims: readonly number[]): Name {
    return this.node('Reshape', [x, this.integers(dims)]);
  }

  transpose(x: Name, permutation: readonly number[]): Name {
    if (permutation.every((axis, i) => axis === i)) return x;
    return this.node('Transpose', [x], { perm: ints(permutation) });
  }

  concat(parts: readonly Name[], axis: number): Name {
    if (parts.length === 1) return parts[0];
    return this.node('Concat', parts, { axis: int(axis) });
  }

  reduceSum(x: Name, axes: readonly number[], keepAxes: boolean): Name {
    if (axes.length === 0) return x;
    return this.node('ReduceSum', [x, this.integers(axes)], { keepdims: int(keepAxes ? 1 : 0) });
  }

  /** Elements `start, start + step, ...` before `end` of each of these axes. */
  slice(x: Name, axes: readonly number[], cuts: readonly Cut[]): Name {
    if (axes.length === 0) return x;
    const starts = this.integers(cuts.map((cut) => cut.start));
    const ends = this.integers(cuts.map((cut) => cut.end));
    const steps = this.integers(cuts.map((cut) => cut.step ?? 1));
    return this.node('Slice', [x, starts, ends, this.integers(axes), steps]);
  }

  /** x, of which each axis behind batch and channels becomes so many times as long. */
  resize(x: Name, factors: readonly number[], attributes: Attributes): Name {
    const scales = Float32Array.of(1, 1, ...factors);
    const name = this.constant(`scales ${scales.join(' ')}`, () =>
      this.tensor('scales', [scales.length], scales),
    );
    return this.node('Resize', [x, '', name], attributes);
  }

  /** Puts `value` around x: one entry an axis before it, one after it. */
  pad(x: Name, before: readonly number[], after: readonly number[], value = 0): Name {
    if ([...before, ...after].every((size) => size === 0)) return x;
    return this.node('Pad', [x, this.integers([...before, ...after]), this.scalar(value)]);
  }

  /**
   * Where a `Pad` of zeros makes x, lets it pad with −0. ONNX Runtime would otherwise make it part of
   * the pool that reads x, whose own pads are no zeros.
   */
  keepPad(x: Name): void {
    const at = this.nodes.findIndex(({ output }) => output.includes(x));
    const maker = at < 0 ? undefined : this.nodes[at];
    if (maker?.opType !== 'Pad' || maker.input[2] !== this.scalar(0)) return;
    this.nodes[at] = { ...maker, input: [...maker.input.slice(0, 2), this.scalar(-0)] };
  }
}

/** Data of a model that is found under a path of its own. */
export interface ExternalTensor {
  readonly path: string;
  readonly data: Uint8Array;
}

function bytesOf(data: Float32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

export interface Cut {
  readonly start: number;
  readonly end: number;
  readonly step?: number;
}
