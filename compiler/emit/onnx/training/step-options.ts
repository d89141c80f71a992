// The forms in which a training step can be written. All compute the same numbers.

/**
 * `portable` is the standard's operators as ONNX Runtime's CPU computes them fastest; `webgpu` only
 * those that its WebGPU provider computes, so that nothing has to leave the GPU.
 */
export type Dialect = 'portable' | 'webgpu';

export interface StepOptions {
  /** `portable` by default. */
  readonly dialect?: Dialect;
}
