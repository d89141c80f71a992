// What a process that measures an engine is asked, and what it says as it goes along: had it to wait
// for the end, nothing would be known of an engine that hangs or takes its process down.

import type { Graph, TrainingGraph } from '../../compiler/graph/graph.js';

export interface Task {
  /** The name of the engine. */
  readonly engine: string;
  readonly graph: Graph;
  /** The batches to predict. */
  readonly predictions: readonly number[];
  /** Left out where no step is wanted. */
  readonly training?: { readonly graph: TrainingGraph; readonly batch: number };
  /** Whether to hold what it computes against the plain reference; only for small networks. */
  readonly comparesWithReference: boolean;
  /** Whether to measure a product of matrices beside the step. */
  readonly measuresProduct: boolean;
  /** What each figure may take, unless a single run takes longer. */
  readonly milliseconds: number;
}

/** What is being done. */
export type Stage =
  | { readonly kind: 'start' }
  | { readonly kind: 'compare' }
  | { readonly kind: 'predict'; readonly batch: number }
  | { readonly kind: 'train'; readonly batch: number };

/** Milliseconds; of how many runs, their median, and between what the middle four fifths of them lie. */
export interface Figure {
  readonly rounds: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export interface PredictionFigure extends Figure {
  readonly batch: number;
}

export interface StepFigure extends Figure {
  readonly batch: number;
  /** Floating-point operations a second. */
  readonly rate: number;
}

export interface ProductFigure extends Figure {
  readonly size: number;
  readonly rate: number;
}

/** What is known of an engine so far. */
export interface Findings {
  /** By its own account, such as `onnx:cpu` for `onnx`. */
  readonly name?: string;
  readonly predictions: readonly PredictionFigure[];
  readonly step?: StepFigure;
  readonly product?: ProductFigure;
  /** Bytes, before the product. */
  readonly peakMemory?: number;
}

export type Message =
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'findings'; readonly findings: Findings }
  | { readonly kind: 'failed'; readonly message: string; readonly remedy: string | undefined }
  | { readonly kind: 'done' };
