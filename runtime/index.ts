// The door `cnnc/runtime`: training, evaluating and predicting with compiled networks.
//
//   const { graph, training } = compile(text);
//   const engine = await openEngine('auto');
//   const data = await openIdx('mnist/', 'train');
//   await train({ graph, training, engine, data, source: text, runFolder: 'runs/first' });
//
// Everything that a person can mend is thrown as a `Failure`: its message says what is wrong,
// its `remedy` what to do.

export { openFolder, writeAtomically, WriteError } from './atomic-file.js';
export { DataError } from './data/data-error.js';
export { checkDataset, type Dataset } from './data/dataset.js';
export type { DataPart } from './data/data-part.js';
export { guessSource } from './data/guess-source.js';
export { openIdx } from './data/idx.js';
export { readImage } from './data/images.js';
export { treatmentIn, type InputTreatment } from './data/input-treatment.js';
export { openData, type OpenDataOptions } from './data/open-data.js';
export type { PixelScale } from './data/pixel-scale.js';
export { engineNames, openEngine } from './engines.js';
export type { EngineOffer, EngineUse } from './engine-offer.js';
export {
  EngineError,
  type Engine,
  type InferenceSession,
  type StepInput,
  type StepResult,
  type TrainingSession,
  type TrainingStart,
} from './engine.js';
export { ensembleEngine, type Ensemble, type Member } from './ensemble/ensemble-engine.js';
export { loadMembers, type LoadedMember } from './ensemble/load-members.js';
export { evaluate, type EvaluateOptions, type Evaluation } from './evaluate.js';
export { Failure } from './failure.js';
export { initializeWeights } from './initialize-weights.js';
export type { Confusion, ConfusionCell } from './metrics/confusion.js';
export type { ClassMeasures, Measures } from './metrics/measures.js';
export { modelHash } from './model-hash.js';
export { predict, type PredictOptions, type Prediction, type RankedClass } from './predict.js';
export { writeReport, type ReportParts } from './report/write-report.js';
export { bestWeightsFile, readCheckpoint, type Checkpoint, type EpochMetrics } from './run-folder.js';
export { decodeSafetensors, encodeSafetensors, type Safetensors } from './safetensors.js';
export { TensorBoardLog } from './tensorboard/training-log.js';
export type { Tensor, Weights } from './tensor.js';
export {
  train,
  type EpochProgress,
  type Progress,
  type StepProgress,
  type TrainOptions,
  type TrainResult,
} from './train.js';
export { TrainingError } from './training-error.js';
export { loadWeights, saveWeights, type LoadedWeights, type WeightsNotes } from './weights.js';
export { WeightsError } from './weights-error.js';
