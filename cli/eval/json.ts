// What `eval --json` says. Other tools rely on its shape: `version` counts breaking changes.

import type { ClassMeasures, Evaluation } from '../../runtime/index.js';
import type { Shown } from './render.js';

/** Larger tables are for no reader, and JSON texts end somewhere. */
export const mostConfusionClasses = 1000;

interface NamedClassMeasures extends ClassMeasures {
  readonly class: number;
  readonly label: string;
}

interface MemberJson {
  readonly loss: number;
  readonly metrics: Evaluation['metrics'];
}

export interface EvaluationJson {
  readonly version: 1;
  readonly model: string;
  readonly samples: number;
  readonly loss: number;
  readonly metrics: Evaluation['metrics'] & {
    readonly perClass?: readonly NamedClassMeasures[];
    /** A row a label, a column a guess. */
    readonly confusion?: readonly (readonly number[])[];
  };
  /** Of each network alone; left out where there is one. */
  readonly members?: readonly MemberJson[];
}

export function evaluationJson({
  model,
  evaluation,
  members = [],
  names,
  metrics,
  perClass,
}: Shown): EvaluationJson {
  const { samples, loss, confusion } = evaluation;
  const classes = evaluation.perClass.map((measures, label) => ({
    class: label,
    label: names?.[label] ?? `${label}`,
    ...measures,
  }));
  const showsConfusion =
    confusion !== undefined &&
    confusion.classes <= mostConfusionClasses &&
    metrics.some(({ kind }) => kind === 'confusion');
  return {
    version: 1,
    model,
    samples,
    loss,
    metrics: {
      ...evaluation.metrics,
      ...(perClass && classes.length > 0 ? { perClass: classes } : {}),
      ...(showsConfusion ? { confusion: confusion.rows() } : {}),
    },
    ...(members.length === 0
      ? {}
      : { members: members.map(({ loss, metrics }): MemberJson => ({ loss, metrics })) }),
  };
}
