// The layers that differ as a table: a line with a minus for what was, one with a plus for what is,
// and in one sentence those that merely follow from others.

import { visible } from '../diagnostics/code-frame.js';
import type { Painter } from '../diagnostics/paint.js';
import { renderTable, type Column } from '../summary/table.js';
import { changeGroups, type ChangeGroup, type GroupSide } from './change-group.js';
import { followersText, reportedChanges } from './change-lines.js';
import { clipped, contrast } from './contrast.js';
import type { Difference } from './difference.js';
import { figuresOf } from './figures.js';

const widest = 120;

const leastText = 24;

const columns: readonly Column[] = [
  { title: 'Layer', align: 'left', narrowest: 18, turn: 1 },
  { title: 'As written', align: 'left', narrowest: leastText, turn: 0 },
  { title: 'Output', align: 'left', narrowest: 12, turn: 2 },
  { title: 'Parameters', align: 'right' },
  { title: 'MACs', align: 'right' },
  { title: 'Field', align: 'right' },
];

interface CellLine {
  readonly cells: string[];
  readonly paint: (text: string) => string;
}

/** A line of the table, or a sentence between its lines. */
type Line = CellLine | { readonly note: string };

export function layerTable(
  difference: Difference,
  { width: space, all }: { readonly width: number; readonly all: boolean },
  paint: Painter,
): string[] {
  const { changes, hidden } = reportedChanges(changeGroups(difference), all);
  const width = Math.min(space, widest);
  const groups = changes.filter((change) => change.kind !== 'followers');
  const textWidth = spaceForText(
    groups.flatMap((group) => groupLines(group, 0, paint)),
    width,
  );
  const lines = changes.flatMap((change): Line[] =>
    change.kind === 'followers'
      ? [{ note: `  ${followersText(change)}` }]
      : groupLines(change, textWidth, paint),
  );
  if (hidden > 0) lines.push({ note: `  and ${hidden} more changes; --all shows them` });
  const cells = lines.flatMap((line) => ('cells' in line ? [line.cells] : []));
  const [title, rule, ...rows] = renderTable(columns, cells, width);
  const body = lines.map((line) =>
    'note' in line ? paint.other(clipped(line.note, width)) : line.paint(rows.shift() ?? ''),
  );
  return groups.length > 0 ? [title, rule, ...body] : body;
}

/** What the other columns leave for texts, so that these are shortened where they are equal. */
function spaceForText(lines: readonly CellLine[], width: number): number {
  const others = columns.map(({ title }, column) =>
    column === 1 ? 0 : Math.max(title.length, ...lines.map(({ cells }) => cells[column].length)),
  );
  return Math.max(leastText, width - others.reduce((sum, each) => sum + each + 2, 0));
}

/** What was in red and with a minus, what is in green and with a plus. */
function groupLines(group: ChangeGroup, textWidth: number, paint: Painter): CellLine[] {
  const { before, after, count } = group;
  const [was, is] =
    group.kind === 'affected'
      ? [clipped(before?.text ?? '', textWidth), 'as before']
      : contrast(before?.text ?? '', after?.text ?? '', textWidth);
  const times = count === 1 ? [] : [`×${count}`];
  const newName = after && before?.name !== after.name ? [after.name] : [];
  const old = ['-', before?.name ?? '', ...(after ? [] : times)].join(' ');
  return [
    ...(before ? [{ cells: cellsOf(old, was, before), paint: paint.error }] : []),
    ...(after
      ? [{ cells: cellsOf(['+', ...newName, ...times].join(' '), is, after), paint: paint.help }]
      : []),
  ];
}

function cellsOf(name: string, text: string, { entries }: GroupSide): string[] {
  const { output, parameters, macs, field } = figuresOf(entries);
  return [name, visible(text), output, parameters, macs, field];
}
