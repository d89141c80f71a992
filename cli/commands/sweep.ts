// `cnnc sweep`: trains a model with many values of its params, and says which did best.

import { basename, join } from 'node:path';
import { Option, type Command } from 'commander';
import { renderDiagnostics } from '../../compiler/diagnostics/render.js';
import { openFolder, writeAtomically } from '../../runtime/index.js';
import { sweepCsv } from '../../runtime/sweep/csv.js';
import { holdFolder } from '../../runtime/run/run-lock.js';
import { sweepPage } from '../../runtime/sweep/page/page.js';
import { resultsOf, type SweepResults } from '../../runtime/sweep/results.js';
import { countOf } from '../count-of.js';
import { engineOption } from '../engine-options.js';
import { exitCode } from '../exit-code.js';
import { interruptible } from '../interrupt.js';
import { wholeNumber } from '../number-argument.js';
import { remark, writeJson, writeResult } from '../output.js';
import { axesOption } from '../sweep/axis-text.js';
import { sweepAsJson } from '../sweep/json.js';
import type { SweepOptions } from '../sweep/options.js';
import { plannedSweep, type PlannedSweep } from '../sweep/planned.js';
import { SweepProgress } from '../sweep/progress.js';
import { SweepRecords } from '../sweep/records.js';
import { renderResults } from '../sweep/render.js';
import { runSweep } from '../sweep/run-sweep.js';
import { wantsColor, widthOf } from '../terminal.js';

const example = `
Examples:
  $ cnnc sweep model.cnn --set maps=8,16,32 --set rate=0..0.6..0.1
  $ cnnc sweep model.cnn --set maps=16,32 --repeat 3 --jobs 2 --epochs 5
  $ cnnc sweep model.cnn --set maps=8..64 --set step=1e-4..1e-1..log --random 20
  $ cnnc sweep pool.cnn stride.cnn --repeat 3

Each training is one of cnnc train, in a folder of its own. What counts is what the train block holds out
(\`validate\`), else the test part of the data. The same command again goes on where an earlier one ended.
Standard output gets the table; the folder has it as sweep.html and results.csv too.`;

export function define(command: Command): void {
  command
    .argument('<files...>', '.cnn files; several are compared')
    .addOption(axesOption())
    .option('--random <n>', 'try so many points at random, not every value with every other', wholeNumber(1))
    .option('--repeat <n>', 'train each point with so many seeds', wholeNumber(1), 1)
    .option('--jobs <n>', 'train so many at once; they share the cores', wholeNumber(1), 1)
    .addOption(
      new Option('--by <figure>', 'what is best (default: accuracy, if there is one)').choices([
        'accuracy',
        'loss',
      ]),
    )
    .option('--out <folder>', 'where to keep the sweep (default: runs/sweep-MODEL)')
    .option('--data <folder>', 'the data (default: that of the train block)')
    .option('--epochs <n>', 'how often to go through the data', wholeNumber(1))
    .option('--batch <n>', 'samples a step', wholeNumber(1))
    .option('--seed <n>', 'the first seed, and that of what is drawn at random', wholeNumber(0))
    .addOption(engineOption())
    .option('--json', 'print JSON')
    .addHelpText('after', example)
    .action(async (files: string[], _options: unknown, self: Command) => {
      process.exitCode = await run(files, self.optsWithGlobals<SweepOptions>());
    });
}

async function run(files: readonly string[], options: SweepOptions): Promise<number> {
  const sweep = await plannedSweep(files, options);
  if (sweep.unfit !== undefined && sweep.trainings.every(({ unfit }) => unfit !== undefined)) {
    process.stderr.write(
      renderDiagnostics(sweep.unfit.diagnostics, { color: wantsColor(process.stderr, options) }),
    );
    return exitCode.inputErrors;
  }
  const folder =
    options.out ?? join('runs', `sweep-${sweep.plan.models.map((name) => basename(name)).join('-')}`);
  await openFolder(folder);
  const release = await holdFolder(folder, join(folder, 'sweep.lock'));
  return sweepIn(folder, sweep, options).finally(release);
}

async function sweepIn(folder: string, sweep: PlannedSweep, options: SweepOptions): Promise<number> {
  const records = await SweepRecords.open(folder, sweep, (text) => remark(text, options));
  const progress = new SweepProgress(folder, sweep, records, options);
  progress.say(startText(sweep, records, folder));
  const interrupted = await interruptible(
    async (signal) => {
      await runSweep(sweep.trainings, { folder, options, records, progress, signal });
      return signal.aborted;
    },
    () => progress.say('Stopping: every training saves where it is.'),
  ).finally(() => progress.close());
  const results = resultsOf(records.record, options.by);
  await writeAtomically(join(folder, 'sweep.html'), sweepPage(sweep.plan, results));
  await writeAtomically(join(folder, 'results.csv'), sweepCsv(records.record));
  return conclude(folder, sweep, results, interrupted, options);
}

function startText({ trainings }: PlannedSweep, records: SweepRecords, folder: string): string {
  const states = trainings.map((training) => records.outcomeOf(training).state);
  const count = (state: string): number => states.filter((each) => each === state).length;
  const remarks = [
    ...(count('done') > 0 ? [`${count('done')} done before`] : []),
    ...(count('interrupted') > 0 ? [`${count('interrupted')} to go on with`] : []),
    ...(count('unfit') > 0 ? [`${count('unfit')} that cannot be made`] : []),
  ];
  const of = remarks.length === 0 ? '' : `, of which ${remarks.join(', ')}`;
  return `${countOf(trainings.length, 'training')} in ${folder}${of}.`;
}

async function conclude(
  folder: string,
  { plan }: PlannedSweep,
  results: SweepResults,
  interrupted: boolean,
  options: SweepOptions,
): Promise<number> {
  if (interrupted) {
    remark(`Interrupted; kept in ${folder}. The same command goes on from there.`, options);
    return exitCode.interrupted;
  }
  if (options.json === true) await writeJson(sweepAsJson(folder, plan.models, results));
  else
    await writeResult(renderResults(results, wantsColor(process.stdout, options), widthOf(process.stdout)));
  remark(`Charts are in ${join(folder, 'sweep.html')}.`, options);
  const isAnyDone = results.points.some(({ means }) => means !== undefined);
  return isAnyDone ? exitCode.good : exitCode.usageOrSystem;
}
