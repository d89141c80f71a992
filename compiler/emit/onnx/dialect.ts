// The devices for which operators are chosen. Models of every dialect compute the same numbers.

/**
 * `portable` is the standard's operators as ONNX Runtime's CPU computes them fastest; `webgpu` only
 * those that its WebGPU provider computes, and computes rightly, so that nothing has to leave the GPU.
 */
export type Dialect = 'portable' | 'webgpu';
