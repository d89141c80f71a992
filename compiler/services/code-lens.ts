// Lines of figures above what they are about: totals over the model, uses over a block.

import { isError } from '../../grammar/diagnostic.js';
import type { Span } from '../../grammar/source.js';
import { summarize } from '../summary/summarize.js';
import { grouped, inUnits } from '../summary/units.js';
import type { Analysis } from '../compile.js';
import { keyOf } from './names/declaration.js';
import { namesOf } from './names/names-of.js';

export interface CodeLens {
  readonly span: Span;
  readonly title: string;
  readonly command?: 'summary' | 'train' | 'build' | 'references';
}

/** What a network amounts to, and what can be done with it, is only known where it has no mistakes. */
export function codeLenses(analysis: Analysis): readonly CodeLens[] {
  const isWhole = !analysis.diagnostics.some(isError) && analysis.model.inputs.length > 0;
  const lenses = [...(isWhole ? ofNetwork(analysis) : []), ...ofBlocks(analysis)];
  return lenses.sort((a, b) => a.span.start - b.span.start);
}

function ofNetwork({ file, model }: Analysis): CodeLens[] {
  const first = file.statements.find(
    (each) => each.kind === 'model' || (each.kind === 'layer' && each.word.text === 'input'),
  );
  const train = file.statements.find((each) => each.kind === 'train');
  if (first === undefined) return [];
  const { parameters, macs } = summarize(model);
  const field = model.layers
    .findLast(({ receptiveField }) => receptiveField.length > 0)
    ?.receptiveField.join('x');
  const figures = [
    `${grouped(parameters)} parameters`,
    `${inUnits(macs)} MACs`,
    ...(field ? [`receptive field ${field}`] : []),
  ];
  return [
    { span: first.span, title: figures.join(' · '), command: 'summary' },
    { span: first.span, title: 'build', command: 'build' },
    ...(train ? [{ span: train.word.span, title: 'train', command: 'train' as const }] : []),
  ];
}

function ofBlocks(analysis: Analysis): CodeLens[] {
  const [{ occurrences }] = namesOf(analysis);
  const blocks = occurrences.filter((each) => each.isDeclaration && each.declaration.kind === 'block');
  return blocks.map(({ span, declaration }) => {
    const key = keyOf(declaration);
    const uses = occurrences.filter((each) => !each.isDeclaration && keyOf(each.declaration) === key).length;
    const title = uses === 1 ? '1 use' : `${uses === 0 ? 'no' : uses} uses`;
    return { span, title, command: 'references' };
  });
}
