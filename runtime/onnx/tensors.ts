// Between the tensors of the engine interface and those of ONNX Runtime.

import type { Tensor as OnnxTensor } from 'onnxruntime-node';
import type { Shape } from '../../compiler/graph/value.js';
import type { Tensor } from '../tensor.js';
import type { OnnxRuntime } from './native.js';

export function toOnnx(runtime: OnnxRuntime, data: Float32Array, shape: Shape): OnnxTensor {
  return new runtime.Tensor('float32', data, shape);
}

export function fromOnnx(tensor: OnnxTensor): Tensor {
  return { shape: tensor.dims, data: tensor.data as Float32Array };
}
