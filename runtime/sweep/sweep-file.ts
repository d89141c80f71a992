// sweep.json: the plan of a sweep and how far it is, so that it can be interrupted at any moment.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../atomic-file.js';
import { Failure, systemCode } from '../failure.js';
import type { Axis } from './axis.js';

/** What must be the same for figures to be comparable; the keys are words for people. */
export type Conditions = Readonly<Record<string, string | number | null>>;

export interface SweepPlan {
  readonly models: readonly string[];
  readonly axes: readonly Axis[];
  /** How many points at random; null for a grid. */
  readonly random: number | null;
  readonly repeat: number;
  readonly conditions: Conditions;
}

export interface Figures {
  /** Mean over the samples held out. */
  readonly loss: number;
  /** Null for regression. */
  readonly accuracy: number | null;
  /** Epochs that were trained. */
  readonly epochs: number;
  readonly seconds: number;
}

export type TrainingState =
  | { readonly state: 'waiting' | 'running' | 'interrupted' }
  | { readonly state: 'done'; readonly figures: Figures }
  /** The network cannot be made with these values, or its training failed. */
  | { readonly state: 'unfit' | 'failed'; readonly reason: string };

export interface TrainingRecord {
  readonly folder: string;
  readonly model: string;
  readonly values: Readonly<Record<string, number>>;
  readonly seed: number;
  readonly parameters: number | null;
  readonly outcome: TrainingState;
}

export interface SweepRecord {
  readonly version: 1;
  readonly plan: SweepPlan;
  readonly trainings: readonly TrainingRecord[];
}

export function sweepFile(folder: string): string {
  return join(folder, 'sweep.json');
}

/** @throws WriteError */
export async function writeSweep(folder: string, record: SweepRecord): Promise<void> {
  await writeAtomically(sweepFile(folder), `${JSON.stringify(record, null, 2)}\n`);
}

/**
 * What an earlier sweep in this folder left; undefined where there was none.
 * @throws Failure where the file cannot be understood
 */
export async function readSweep(folder: string): Promise<SweepRecord | undefined> {
  const file = sweepFile(folder);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return undefined;
    throw new Failure(`cannot read ${file}`, 'check its permissions', { cause: error });
  }
  const value = parsed(text);
  if (isSweep(value)) return value;
  const later = isObject(value) && typeof value.version === 'number' && value.version > 1;
  throw new Failure(
    later ? `${file} is of a later version of cnnc` : `${file} does not hold a sweep`,
    later ? 'update cnnc, or choose another folder' : 'remove it, or choose another folder',
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isSweep(value: unknown): value is SweepRecord {
  if (!isObject(value) || value.version !== 1 || !isObject(value.plan)) return false;
  const { conditions, axes } = value.plan;
  if (!isObject(conditions) || !Array.isArray(axes)) return false;
  return Array.isArray(value.trainings) && value.trainings.every(isTraining);
}

function isTraining(value: unknown): boolean {
  if (!isObject(value) || typeof value.folder !== 'string' || !isObject(value.outcome)) return false;
  const { state, figures, reason } = value.outcome;
  if (state === 'done') return isObject(figures) && areFigures(figures);
  if (state === 'unfit' || state === 'failed') return typeof reason === 'string';
  return state === 'waiting' || state === 'running' || state === 'interrupted';
}

function areFigures({ loss, accuracy, epochs, seconds }: Record<string, unknown>): boolean {
  const numbers = [loss, epochs, seconds, accuracy ?? 0];
  return numbers.every((value) => typeof value === 'number' && Number.isFinite(value));
}
