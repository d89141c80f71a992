// The messages of ONNX that a model is written in, with their field numbers in the public
// specification (onnx.proto, IR version 8), and how to encode a model as bytes.

import protobuf from 'protobufjs/light.js';

export interface Dimension {
  readonly dimValue?: number;
  readonly dimParam?: string;
}

export interface ValueInfo {
  readonly name: string;
  readonly type: { readonly tensorType: { elemType: number; shape: { dim: readonly Dimension[] } } };
}

export interface TensorMessage {
  readonly name: string;
  readonly dataType: number;
  readonly dims: readonly number[];
  /** Little-endian, row-major; given here or elsewhere. */
  readonly rawData?: Uint8Array;
  readonly externalData?: readonly { readonly key: string; readonly value: string }[];
  readonly dataLocation?: number;
}

export interface AttributeMessage {
  readonly name: string;
  readonly type: number;
  readonly f?: number;
  readonly i?: number;
  readonly s?: Uint8Array;
  readonly ints?: readonly number[];
}

export interface NodeMessage {
  readonly name: string;
  readonly opType: string;
  /** The standard's where it is not given. */
  readonly domain?: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly attribute: readonly AttributeMessage[];
}

export interface GraphMessage {
  readonly name: string;
  readonly node: readonly NodeMessage[];
  readonly initializer: readonly TensorMessage[];
  readonly input: readonly ValueInfo[];
  readonly output: readonly ValueInfo[];
}

/** `TensorProto.DataType` */
export const dataType = { float: 1, int64: 7 } as const;

/** `AttributeProto.AttributeType` */
export const attributeType = { float: 1, int: 2, string: 3, ints: 7 } as const;

/** `TensorProto.DataLocation` */
export const dataLocation = { external: 1 } as const;

const irVersion = 8;
const opset = 17;

const one = (type: string, id: number) => ({ type, id });
const many = (type: string, id: number) => ({ type, id, rule: 'repeated' as const });
const packed = (type: string, id: number) => ({ ...many(type, id), options: { packed: true } });

const messages = protobuf.Root.fromJSON({
  nested: {
    Model: {
      fields: {
        irVersion: one('int64', 1),
        producerName: one('string', 2),
        graph: one('Graph', 7),
        opsetImport: many('OperatorSet', 8),
      },
    },
    OperatorSet: { fields: { domain: one('string', 1), version: one('int64', 2) } },
    Graph: {
      fields: {
        node: many('Node', 1),
        name: one('string', 2),
        initializer: many('Tensor', 5),
        input: many('ValueInfo', 11),
        output: many('ValueInfo', 12),
      },
    },
    Node: {
      fields: {
        input: many('string', 1),
        output: many('string', 2),
        name: one('string', 3),
        opType: one('string', 4),
        domain: one('string', 7),
        attribute: many('Attribute', 5),
      },
    },
    Attribute: {
      fields: {
        name: one('string', 1),
        f: one('float', 2),
        i: one('int64', 3),
        s: one('bytes', 4),
        ints: packed('int64', 8),
        type: one('int32', 20),
      },
    },
    Tensor: {
      fields: {
        dims: packed('int64', 1),
        dataType: one('int32', 2),
        name: one('string', 8),
        rawData: one('bytes', 9),
        externalData: many('Entry', 13),
        dataLocation: one('int32', 14),
      },
    },
    Entry: { fields: { key: one('string', 1), value: one('string', 2) } },
    ValueInfo: { fields: { name: one('string', 1), type: one('Type', 2) } },
    Type: { fields: { tensorType: one('TensorType', 1) } },
    TensorType: { fields: { elemType: one('int32', 1), shape: one('TensorShape', 2) } },
    TensorShape: { fields: { dim: many('Dimension', 1) } },
    Dimension: { fields: { dimValue: one('int64', 1), dimParam: one('string', 2) } },
  },
});

/** The bytes of an `.onnx` file. */
export function encodeModel(graph: GraphMessage): Uint8Array {
  const model = {
    irVersion,
    producerName: 'cnnc',
    graph,
    opsetImport: [{ domain: '', version: opset }, ...otherDomains(graph)],
  };
  return messages.lookupType('Model').encode(model).finish();
}

/** Operators of ONNX Runtime's own, all of their first version. */
function otherDomains({ node }: GraphMessage): { domain: string; version: number }[] {
  const domains = new Set(node.map(({ domain = '' }) => domain));
  return [...domains].filter((domain) => domain !== '').map((domain) => ({ domain, version: 1 }));
}
