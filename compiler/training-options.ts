// What a `train` block says, checked; what is not said has its default here.

import type { GradientClip, Loss, Optimizer, OutputLoss } from './graph/graph.js';

/** How a picture of another size fills the network's input. */
export type Resize = 'stretch' | 'fit' | 'crop';

/** Where the samples are; the path is as written, relative to the model's file. */
export type DataSource =
  | { readonly kind: 'idx' | 'cifar10' | 'cifar100' | 'npy' | 'npz' | 'csv'; readonly path: string }
  | { readonly kind: 'images'; readonly path: string; readonly resize: Resize };

/** What becomes of a byte, or of another number that a sample is made of. */
export type InputScale =
  /** Where nothing is written: bytes become 0..1, other numbers stay as they are. */
  | { readonly kind: 'automatic' }
  | { readonly kind: 'factor'; readonly factor: number; readonly shift: number }
  /** Less the mean and over the deviation of its channel, measured on the training samples. */
  | { readonly kind: 'standardize' };

/** What fills the pixels that a moved picture leaves free. */
export type Fill = 'nearest' | 'zero' | 'reflect' | 'wrap';

/** Each picture is changed anew in each epoch, by amounts drawn evenly from these ranges. */
export interface Augmentation {
  /** Degrees, to either side. */
  readonly rotate: number;
  /** Shares of height and width, to either side. */
  readonly shift: { readonly height: number; readonly width: number };
  /** Magnified by 1 - zoom to 1 + zoom. */
  readonly zoom: number;
  /** Degrees, to either side. */
  readonly shear: number;
  /** Mirrored half of the time. */
  readonly flip: { readonly horizontal: boolean; readonly vertical: boolean };
  /** Added: this share of the range of values, to either side. */
  readonly brightness: number;
  /** Differences from the picture's mean times 1 - contrast to 1 + contrast. */
  readonly contrast: number;
  /** A square of this share of the shorter side is blanked out. */
  readonly cutout: number;
  /** The standard deviation of normal noise, as a share of the range of values. */
  readonly noise: number;
  readonly fill: Fill;
}

/** The learning rate over the epochs, times that of the optimizer. Epochs may be fractions. */
export interface Schedule {
  /** Epochs over which the rate rises evenly from nothing. */
  readonly warmUp: number;
  readonly decay:
    | { readonly kind: 'constant' }
    /** Times `factor` after every so many epochs. */
    | { readonly kind: 'step'; readonly factor: number; readonly every: number }
    /** Times `factor` an epoch, step by step. */
    | { readonly kind: 'exponential'; readonly factor: number }
    /** Half a cosine from 1 down to the share `final` at the last step (Loshchilov and Hutter 2017, without restarts). */
    | { readonly kind: 'cosine'; readonly final: number }
    /** Times `factor` after `patience` epochs in which the watched figure did not improve; never below the share `final`. */
    | {
        readonly kind: 'plateau';
        readonly factor: number;
        readonly patience: number;
        readonly final: number;
      };
}

/** Ends a training early: after `patience` epochs in which the figure did not improve by more than `improvement`. */
export interface EarlyStop {
  readonly patience: number;
  readonly improvement: number;
  /** Of what is held out. */
  readonly figure: 'loss' | 'accuracy';
}

export type Metric =
  | { readonly kind: 'accuracy' | 'precision' | 'recall' | 'f1' | 'auc' | 'confusion' }
  /** Right where the label is among the `k` greatest scores. */
  | { readonly kind: 'top'; readonly k: number };

/** What the loss of a sample counts, by its class. */
export type ClassWeights =
  | { readonly kind: 'equal' }
  /** samples / (classes · samples of the class), as scikit-learn has it. */
  | { readonly kind: 'balanced' }
  | { readonly kind: 'given'; readonly weights: readonly number[] };

export interface TrainingOptions {
  readonly data: DataSource | undefined;
  readonly scale: InputScale;
  readonly augment: Augmentation | undefined;
  /** Of every output that `outputLosses` does not name. */
  readonly loss: Loss;
  readonly outputLosses: readonly OutputLoss[];
  /** The share of a one-hot target that is spread evenly over all classes (Szegedy et al. 2016). */
  readonly labelSmoothing: number;
  readonly classWeights: ClassWeights;
  readonly optimizer: Optimizer;
  readonly schedule: Schedule;
  readonly clip: GradientClip | undefined;
  /** λ of the penalty λ/2 · Σ kernel², whose gradient is λ · kernel. */
  readonly l2: number;
  /** Layers, or calls and branches with all that is in them, whose weights stay as they are. */
  readonly freeze: readonly string[];
  readonly batch: number;
  readonly epochs: number;
  readonly stop: EarlyStop | undefined;
  /** What is measured beside the loss. */
  readonly metrics: readonly Metric[];
  /** The share of the training samples that is held out for validation, 0 ≤ share < 1. */
  readonly validate: number;
  readonly seed: number;
}

export const defaultTrainingOptions: TrainingOptions = {
  data: undefined,
  scale: { kind: 'automatic' },
  augment: undefined,
  loss: 'cross-entropy',
  outputLosses: [],
  labelSmoothing: 0,
  classWeights: { kind: 'equal' },
  optimizer: { kind: 'adam', rate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  schedule: { warmUp: 0, decay: { kind: 'constant' } },
  clip: undefined,
  l2: 0,
  freeze: [],
  batch: 32,
  epochs: 1,
  stop: undefined,
  metrics: [{ kind: 'accuracy' }],
  validate: 0,
  seed: 1,
};
