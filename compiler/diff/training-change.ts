// How training differs: setting by setting, by what each amounts to and not by how it is written.

import { writeTraining } from '../check/training/write-training.js';
import type { TrainingOptions } from '../training-options.js';
import type { SettingChange } from './setting-change.js';

export function trainingChanges(before: TrainingOptions, after: TrainingOptions): SettingChange[] {
  const [was, is] = [writeTraining(before), writeTraining(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((name) => ({ kind: 'train' as const, name, before: was.get(name), after: is.get(name) }))
    .filter((change) => change.before !== change.after);
}
