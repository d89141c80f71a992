// The commands and what they share. Only the command that is wanted is loaded: the rest are a name and a sentence.

import { Command } from 'commander';
import { version } from './version.js';

export interface CommandEntry {
  readonly name: string;
  readonly description: string;
  readonly load: () => Promise<{ readonly define: (command: Command) => void }>;
  /** Whether no help lists it. */
  readonly hidden?: boolean;
}

/** In the order in which a newcomer meets them. */
const commands: readonly CommandEntry[] = [
  {
    name: 'init',
    description: 'write a first model and its workflow',
    load: () => import('./commands/init.js'),
  },
  { name: 'check', description: 'find mistakes in .cnn files', load: () => import('./commands/check.js') },
  { name: 'fmt', description: 'write models in one layout', load: () => import('./commands/fmt.js') },
  {
    name: 'summary',
    description: 'show the layers, shapes and costs of a model',
    load: () => import('./commands/summary.js'),
  },
  {
    name: 'diff',
    description: 'show what changed between two models',
    load: () => import('./commands/diff.js'),
  },
  { name: 'build', description: 'write a model as TypeScript', load: () => import('./commands/build.js') },
  {
    name: 'solve',
    description: 'find the padding, stride or size with which a window fits',
    load: () => import('./commands/solve.js'),
  },
  { name: 'explain', description: 'say what a code means', load: () => import('./commands/explain.js') },
  {
    name: 'augment',
    description: 'draw pictures as a training sees them',
    load: () => import('./commands/augment.js'),
  },
  {
    name: 'train',
    description: 'train a model as its train block says',
    load: () => import('./commands/train.js'),
  },
  {
    name: 'sweep',
    description: 'train with many values of params, and compare',
    load: () => import('./commands/sweep.js'),
  },
  {
    name: 'eval',
    description: 'measure a trained model on held-out data',
    load: () => import('./commands/eval.js'),
  },
  {
    name: 'predict',
    description: 'say what a trained model sees in images',
    load: () => import('./commands/predict.js'),
  },
  {
    name: 'bench',
    description: 'measure a model on every engine here',
    load: () => import('./commands/bench.js'),
  },
  {
    name: 'doctor',
    description: 'show which engines work here, and how to get the rest',
    load: () => import('./commands/doctor.js'),
  },
  { name: 'lsp', description: 'answer an editor', load: () => import('./commands/lsp.js') },
  {
    name: 'measure',
    description: 'measure one engine for doctor and bench',
    load: () => import('./commands/measure.js'),
    hidden: true,
  },
];

export async function buildProgram(words: readonly string[]): Promise<Command> {
  const program = newProgram();
  const wanted = words.find((word) => !word.startsWith('-'));
  for (const { name, description, load, hidden = false } of commands) {
    const command = program.command(name, { hidden }).description(description);
    if (name === wanted || (wanted === 'help' && words.includes(name))) (await load()).define(command);
  }
  return program;
}

function newProgram(): Command {
  return new Command('cnnc')
    .description('A compiler and runtime for .cnn, a small text language for convolutional networks.')
    .version(version, '-v, --version', 'print the version')
    .option('--color', 'colour the output even where it is not a terminal')
    .option('--no-color', 'never colour the output (as NO_COLOR does)')
    .option('-q, --quiet', 'write results and errors only')
    .helpOption('-h, --help', 'print this help')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: (message, write) => write(message) })
    .showHelpAfterError('(cnnc --help lists the commands; cnnc COMMAND --help their options)')
    .addHelpText('after', programExample)
    .exitOverride();
}

const programExample = `
Example:
  $ cnnc check model.cnn
  $ cnnc summary model.cnn
  $ cnnc train model.cnn --epochs 5

Exit status: 0 good, 1 the input has errors, 2 usage or I/O, 130 interrupted.`;
