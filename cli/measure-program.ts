// The process in which an engine is measured, and how its end is told.

import type { ChildProgram, Ending } from '../runtime/measure/in-child.js';
import type { Stage } from '../runtime/measure/messages.js';

/** This very program, told to measure. */
export function measureProgram(): ChildProgram {
  return { path: process.argv[1], words: ['measure'] };
}

const doing: { readonly [K in Stage['kind']]: (stage: Extract<Stage, { kind: K }>) => string } = {
  start: () => 'starting',
  compare: () => 'computing the first numbers',
  predict: ({ batch }) => `predicting ${batch} at a time`,
  train: ({ batch }) => `training on ${batch} at a time`,
};

/** `starting`, `predicting 32 at a time` */
export function doingText(stage: Stage): string {
  return (doing[stage.kind] as (stage: Stage) => string)(stage);
}

/** What became of an engine that is not done; undefined where it is. */
export function endingText(ending: Ending, stage: Stage): string | undefined {
  switch (ending.kind) {
    case 'done':
      return undefined;
    case 'failed':
      return ending.message;
    case 'crashed': {
      const said = ending.said === '' ? '' : `: ${ending.said}`;
      return `it took its process down (${ending.how}) while ${doingText(stage)}${said}`;
    }
    case 'too-slow':
      return `it was stopped after ${ending.seconds} s while ${doingText(stage)}`;
  }
}

/** The reason as it stands behind the name of the engine: some begin with that themselves. */
export function reasonBehind(name: string, reason: string): string {
  return reason.startsWith(`${name} `) ? reason.slice(name.length + 1) : reason;
}
