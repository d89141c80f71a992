// The devices that ONNX Runtime computes on, as `--engine onnx:...` spells them, and what its Node
// binding makes of each.

export type Device = 'cpu' | 'webgpu' | 'cuda' | 'coreml' | 'dml';

/**
 * Whether a session has to be computed by the device alone, or not be made at all. WebGPU's operators
 * are known and models are written for them. CoreML takes the parts of a network that it has
 * operators for and leaves the rest to the CPU, by design.
 */
export function computesAlone(device: Device): boolean {
  return device !== 'cpu' && device !== 'coreml';
}

/** Whether what a run makes can stay on the device for the next: the binding has that for WebGPU alone. */
export function keepsTensors(device: Device): boolean {
  return device === 'webgpu';
}
