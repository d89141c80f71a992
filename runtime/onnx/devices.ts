// The devices that ONNX Runtime computes on, as `--engine onnx:...` spells them.

export type Device = 'cpu' | 'webgpu' | 'cuda' | 'coreml' | 'dml';
