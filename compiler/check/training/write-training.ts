// A training as its `train` block could say it, for those who compare trainings or look back at one.

import type { TrainingOptions } from '../../training-options.js';
import { settings } from './settings.js';
import { writeOutputLoss } from './settings/loss.js';

/** Each setting that does something, defaults too, and what would stand behind it: `batch` and `64`. */
export function writeTraining(options: TrainingOptions): ReadonlyMap<string, string> {
  const written = new Map<string, string>();
  for (const [word, setting] of settings) {
    const text = setting.write(options);
    if (text !== undefined) written.set(word, text);
    if (word !== 'loss') continue;
    for (const loss of options.outputLosses) written.set(`loss ${loss.output}`, writeOutputLoss(loss));
  }
  return written;
}
