// The forms in which a training step can be written. All compute the same numbers.

/**
 * `portable` is the standard's operators as ONNX Runtime's CPU computes them fastest; `webgpu` only
 * those that its WebGPU provider computes, so that nothing has to leave the GPU.
 */
export type Dialect = 'portable' | 'webgpu';

export interface StepOptions {
  /** `portable` by default. */
  readonly dialect?: Dialect;
  /**
   * How many channels ONNX Runtime's CPU keeps side by side in its own layout: with it, operators
   * of ONNX Runtime's own take the place of portable ones wherever they are faster.
   */
  readonly block?: number;
}
