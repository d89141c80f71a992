// All that a page shows, measured and drawn; what is not known is undefined and has no part on it.

import type { Model } from '../../compiler/model.js';
import type { TrainingOptions } from '../../compiler/training-options.js';
import type { EpochMetrics } from '../run-folder.js';
import type { Mistake } from './examine.js';
import type { PagePicture } from './pictures.js';
import type { Tally } from '../metrics/tally.js';

export interface MistakePicture extends Mistake {
  /** What its file is called, where it has one. */
  readonly file: string | undefined;
  readonly picture: PagePicture;
}

export interface LayerPicture {
  readonly layer: string;
  readonly shape: readonly number[];
  /** How many kernels or maps it shows. */
  readonly shown: number;
  readonly picture: PagePicture;
}

export interface ReportContent {
  readonly model: Model;
  readonly training: TrainingOptions;
  /** `onnx:cpu on 2 threads` */
  readonly engine: string;
  readonly dataName: string;
  /** How many samples were learnt from and held out, and how many files could not be read. */
  readonly counts: { readonly learnt: number; readonly heldOut: number; readonly broken: number };
  readonly epochs: readonly EpochMetrics[];
  /** The epoch whose weights are kept. */
  readonly best: number | undefined;
  /** Why the training ended before its last epoch, if it did. */
  readonly ended: string | undefined;
  readonly finished: Date;
  /** What the classes are called, in order. */
  readonly names: readonly string[] | undefined;
  /** Measured for the page with the weights that are kept. */
  readonly tally: Tally | undefined;
  /** Of which samples `tally` and `mistakes` are. */
  readonly about: string;
  readonly mistakes: readonly MistakePicture[];
  readonly kernels: LayerPicture | undefined;
  readonly maps: readonly LayerPicture[];
  /** How many layers are not among `maps`. */
  readonly mapsLeft: number;
  /** The picture that the maps are of. */
  readonly seen: PagePicture | undefined;
  /** What a reader misses, and why. */
  readonly missing: readonly string[];
}
