// The engine on ONNX Runtime.

export { type Device } from './devices.js';
export { openOnnx } from './open.js';
export { onnxEngine, type OnnxOptions } from './engine.js';
export { onnxEngineInThread, type InThreadOptions, type OnnxEngine } from './engine-in-thread.js';
export { loadRuntime, requireInstalled, type Importer } from './native.js';
export { defaultThreads } from './session-options.js';
