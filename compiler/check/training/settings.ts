// All settings of `train`, in the order in which one thinks of them: the samples and what becomes of
// them, what is to be learnt, how it is learnt, how long, and what is measured.

import type { SettingDefinition } from './setting-definition.js';
import { augment } from './settings/augment.js';
import { batch } from './settings/batch.js';
import { classWeights } from './settings/class-weights.js';
import { clip } from './settings/clip.js';
import { data } from './settings/data.js';
import { epochs } from './settings/epochs.js';
import { freeze } from './settings/freeze.js';
import { l2 } from './settings/l2.js';
import { loss } from './settings/loss.js';
import { metrics } from './settings/metrics.js';
import { optimizer } from './settings/optimizer.js';
import { scale } from './settings/scale.js';
import { schedule } from './settings/schedule.js';
import { seed } from './settings/seed.js';
import { stop } from './settings/stop.js';
import { validate } from './settings/validate.js';

export const settings: ReadonlyMap<string, SettingDefinition> = new Map(
  [
    data, scale, augment,
    loss, classWeights,
    optimizer, schedule, clip, l2, freeze, batch, epochs,
    validate, stop, metrics, seed,
  ].map((setting) => [setting.word, setting]),
); // prettier-ignore
