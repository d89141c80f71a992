// ONNX as a target: pure functions from graphs to the bytes of a model.

export { emitInference, type InferenceModel, type WeightData } from './inference.js';
export { fromNativeWeight, nativeShape, toNativeWeight } from './layout.js';
export { emitStateCopy, type StateCopyModel } from './state-copy.js';
export { emitTrainingStep, type TrainingStepModel } from './training-step.js';
export type { Dialect } from './dialect.js';
export type { StepOptions } from './training/step-options.js';
export { emitBlockProbe } from './training/blocked/probe.js';
