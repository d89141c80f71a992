// How training differs: setting by setting, by what each amounts to and not by how it is written.

import type { TrainingOptions } from '../training-options.js';
import type { SettingChange } from './setting-change.js';

export function trainingChanges(before: TrainingOptions, after: TrainingOptions): SettingChange[] {
  const words = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof TrainingOptions>;
  return [...words].flatMap((word) => compare(word, before[word], after[word]));
}

/** Of two objects of one kind the parts that differ; else both as a whole. */
function compare(name: string, before: unknown, after: unknown): SettingChange[] {
  if (isRecord(before) && isRecord(after) && before.kind === after.kind) {
    const words = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...words].flatMap((word) => compare(`${name} ${word}`, before[word], after[word]));
  }
  const [was, is] = [asText(before), asText(after)];
  return was === is ? [] : [{ kind: 'train', name, before: was, after: is }];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `adam, rate 0.001, beta1 0.9`; undefined where nothing is set. */
export function asText(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(asText).join('; ');
  if (!isRecord(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  const { kind, ...rest } = value;
  const parts = Object.entries(rest).map(([word, part]) => `${word} ${asText(part) ?? 'none'}`);
  return [...(kind === undefined ? [] : [asText(kind)]), ...parts].join(', ');
}
