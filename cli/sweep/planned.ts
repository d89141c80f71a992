// From the command line to the trainings of a sweep, each network checked before any is trained.

import { basename } from 'node:path';
import { isError, summarize, type Compilation } from '../../compiler/index.js';
import { Failure } from '../../runtime/index.js';
import type { Figure } from '../../runtime/run/watched-figure.js';
import type { Axis } from '../../runtime/sweep/axis.js';
import { gridPoints, randomPoints, type Point } from '../../runtime/sweep/points.js';
import type { SweepPlan } from '../../runtime/sweep/sweep-file.js';
import { trainingsOf, type Training } from '../../runtime/sweep/trainings.js';
import { compileText } from '../compile-source.js';
import { readSource, standardInput, type SourceText } from '../read-source.js';
import { axisOf } from './axis-text.js';
import { checkNames, isFlag } from './names.js';
import { conditionsOf, type SweepOptions } from './options.js';

/** One training with all that it takes. */
export interface PlannedTraining extends Training {
  readonly file: string;
  /** Values for params; the others go by flags. */
  readonly set: Readonly<Record<string, number>>;
  readonly epochs: number;
  readonly batch: number;
  /** Whether the training holds samples out itself; else the test part of the data is what counts. */
  readonly validates: boolean;
  /** By which figure of these the best weights are kept. */
  readonly keptBy: Figure;
  readonly parameters: number | null;
  /** Multiply-accumulates for one sample: what its time depends on most. */
  readonly macs: number;
  /** Why there is no such network. */
  readonly unfit: string | undefined;
}

export interface PlannedSweep {
  readonly plan: SweepPlan;
  readonly trainings: readonly PlannedTraining[];
  /** Of the first network that cannot be made; what is wrong with it is wrong with all where none can be. */
  readonly unfit: Compilation | undefined;
}

/** @throws Failure where there is nothing to sweep, or more than anyone waits for */
export async function plannedSweep(files: readonly string[], options: SweepOptions): Promise<PlannedSweep> {
  const texts = await readModels(files);
  const axes = (options.set ?? []).map(axisOf);
  checkNames(axes, texts);
  refuseSeedsTwice(axes, options);
  const names = namesOf(files);
  const candidates = pointsOf(texts.length, axes, options).map((point) => candidateAt(point, texts));
  const conditions = conditionsOf(
    options,
    texts.map((text) => compileText(text, {})),
  );
  return {
    plan: { models: names, axes, random: options.random ?? null, repeat: options.repeat, conditions },
    trainings: candidates.flatMap((candidate) =>
      trainingsOf(candidate.point, names, seedOf(candidate, options), options.repeat).map((training) =>
        planned(training, files[training.model], candidate, options),
      ),
    ),
    unfit: candidates.find(({ compilation }) => compilation.graph === undefined)?.compilation,
  };
}

async function readModels(files: readonly string[]): Promise<SourceText[]> {
  if (files.includes(standardInput))
    throw new Failure('a sweep cannot read standard input: it trains more than once', 'name a .cnn file');
  return Promise.all(files.map((file) => readSource(file)));
}

function refuseSeedsTwice(axes: readonly Axis[], { repeat, seed }: SweepOptions): void {
  if (!axes.some(({ name }) => name === 'seed')) return;
  if (repeat > 1) throw new Failure('--repeat and --set seed=... both choose seeds', 'leave one of them out');
  if (seed !== undefined)
    throw new Failure('--seed and --set seed=... both choose seeds', 'leave one of them out');
}

/** What the models are called: their files without `.cnn`, or their paths where two are alike. */
function namesOf(files: readonly string[]): string[] {
  const stems = files.map((file) => basename(file).replace(/\.cnn$/, ''));
  const twice = stems.find((stem, at) => stems.indexOf(stem) < at);
  if (twice === undefined) return stems;
  if (new Set(files).size < files.length) throw new Failure('a model is named twice', 'leave one out');
  return [...files];
}

function pointsOf(
  models: number,
  axes: readonly Axis[],
  { random, repeat, seed = 1 }: SweepOptions,
): Point[] {
  return random === undefined ? gridPoints(models, axes, repeat) : randomPoints(models, axes, random, seed);
}

/** A point with the network that it makes. */
interface Candidate {
  readonly point: Point;
  readonly compilation: Compilation;
  readonly set: Readonly<Record<string, number>>;
  readonly flags: Readonly<Partial<Record<string, number>>>;
}

function candidateAt(point: Point, texts: readonly SourceText[]): Candidate {
  const text = texts[point.model];
  const [flags, set] = [true, false].map((flag) =>
    Object.fromEntries(Object.entries(point.values).filter(([name]) => isFlag(name, text) === flag)),
  );
  return { point, compilation: compileText(text, { set }), set, flags };
}

function seedOf({ compilation, flags }: Candidate, { seed }: SweepOptions): number {
  return flags.seed ?? seed ?? compilation.training.seed;
}

function planned(
  training: Training,
  file: string,
  { compilation, set, flags }: Candidate,
  options: SweepOptions,
): PlannedTraining {
  const { graph, model, training: written } = compilation;
  const summary = graph === undefined ? undefined : summarize(model);
  return {
    ...training,
    file,
    set,
    epochs: flags.epochs ?? options.epochs ?? written.epochs,
    batch: flags.batch ?? options.batch ?? written.batch,
    validates: written.validate > 0,
    keptBy: written.stop?.figure ?? 'loss',
    parameters: summary?.parameters ?? null,
    macs: summary?.macs ?? 0,
    unfit: graph === undefined ? reasonIn(compilation) : undefined,
  };
}

/** `CNN301 in line 4: the 7x7 kernel of ...` */
function reasonIn({ diagnostics }: Compilation): string {
  const [first] = diagnostics.filter(isError);
  if (first === undefined) return 'there is no network in it';
  const { line } = first.source.position(first.span.start);
  return `${first.code} in line ${line}: ${first.message}`;
}
