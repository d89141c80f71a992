// Over a block's name, where it is declared or called: its signature and what it computes.

import type { BlockStatement, LayerStatement } from '../../../grammar/ast.js';
import type { Analysis } from '../../compile.js';
import type { Block } from '../../check/scope.js';
import { summaryRows } from '../../summary/rows.js';
import { totalsOf } from '../../summary/summarize.js';
import { grouped, inUnits } from '../../summary/units.js';
import { commentAbove } from '../comment-above.js';
import { fence, paragraphs, table } from '../markdown.js';
import { several } from '../value-in-sight.js';
import { visitsOf, type Visit } from '../visits.js';
import { flowText } from './layer.js';

export function callHover(analysis: Analysis, call: LayerStatement, block: Block): string {
  const visits = visitsOf(analysis, call).filter(({ after }) => after.arrival !== undefined);
  const flows = several(visits.map(flowOf));
  return paragraphs(
    fence(signatureOf(block)),
    flows && (visits.length > 1 ? `runs ${visits.length} times: ${flows}` : flows),
    table(costsOf(analysis, visits)),
    commentAbove(block.source, block.statement.span.start),
    block.source === analysis.source ? undefined : `From \`${block.source.name}\`.`,
  );
}

export function declarationHover(analysis: Analysis, statement: BlockStatement): string {
  const { source } = analysis;
  const runs = visitsOfBody(analysis, statement);
  const flows = several(runs.map(flowOf));
  const count = runs.length === 1 ? 'called once' : `called ${runs.length} times`;
  return paragraphs(
    fence(signatureOf({ statement, source })),
    runs.length === 0 ? 'Nothing calls it.' : flows === undefined ? count : `${count}: ${flows}`,
    commentAbove(source, statement.span.start),
  );
}

/** What arrives at the first of its statements, and what leaves the last, call by call. */
function visitsOfBody(
  analysis: Analysis,
  { body: { statements } }: BlockStatement,
): Pick<Visit, 'before' | 'after'>[] {
  const [first, last] = [statements.at(0), statements.at(-1)];
  if (first === undefined || last === undefined) return [];
  const ends = new Map(visitsOf(analysis, last).map((visit) => [visit.frame, visit.after]));
  const starts = visitsOf(analysis, first).filter(({ frame }) => !frame.dry);
  return starts.flatMap(({ frame, before }) => {
    const after = ends.get(frame);
    return after === undefined ? [] : [{ before, after }];
  });
}

/** The head of the block as it is written, on one line. */
export function signatureOf({
  statement,
  source,
}: {
  statement: BlockStatement;
  source: Block['source'];
}): string {
  const head = { start: statement.span.start, end: statement.body.span.start };
  return source.slice(head).replace(/#.*$/gm, '').replace(/\s+/g, ' ').trim();
}

function flowOf({ before, after }: Pick<Visit, 'before' | 'after'>): string | undefined {
  const flow = flowText(before.arrival?.shape, after.arrival?.shape);
  return flow && `**${flow}**`;
}

/** Of each run; of several that differ each figure once. */
function costsOf({ model }: Analysis, visits: readonly Visit[]): (readonly [string, string | undefined])[] {
  const totals = visits.map((visit) => {
    const layers = visit.layers();
    return { ...totalsOf(summaryRows({ ...model, layers })), count: layers.length };
  });
  return [
    [
      'layers',
      several(
        totals.map(({ count }) => `${count}`),
        '; ',
      ),
    ],
    [
      'parameters',
      several(
        totals.map(({ parameters }) => grouped(parameters)),
        '; ',
      ),
    ],
    [
      'multiply-accumulates',
      several(
        totals.map(({ macs }) => inUnits(macs)),
        '; ',
      ),
    ],
  ];
}
