// Between the tensors of the engine interface and those of ONNX Runtime.

import type { Tensor as OnnxTensor } from 'onnxruntime-node';
import { sizeOf, type Shape } from '../../compiler/graph/value.js';
import { EngineError } from '../engine.js';
import type { Tensor } from '../tensor.js';
import type { OnnxRuntime } from './native.js';

export function toOnnx(runtime: OnnxRuntime, data: Float32Array, shape: Shape): OnnxTensor {
  return new runtime.Tensor('float32', data, shape);
}

export function fromOnnx(tensor: OnnxTensor): Tensor {
  return { shape: tensor.dims, data: tensor.data as Float32Array };
}

/** Throws where the tensor is not `[batch, ...shape]`; the batch is that of the tensor. */
export function batchOf(tensor: Tensor, shape: Shape, name: string): number {
  const [batch, ...rest] = tensor.shape;
  const fits = rest.length === shape.length && rest.every((size, axis) => size === shape[axis]);
  if (!fits || sizeOf(tensor.shape) !== tensor.data.length || batch < 1) {
    const wanted = ['batch', ...shape].join(', ');
    throw new EngineError(`${name} must be [${wanted}], and is [${tensor.shape.join(', ')}]`);
  }
  return batch;
}

/** The tensor of this name, or an error that says which is missing. */
export function tensorNamed(tensors: ReadonlyMap<string, Tensor>, name: string): Tensor {
  const tensor = tensors.get(name);
  if (tensor === undefined) throw new EngineError(`no tensor is named ${name}`);
  return tensor;
}
