// Aligned columns of text, some of which give way where the table would be too wide.

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /**
   * Where the table is too wide the column is clipped, down to this width; a column that may
   * be `dropped` goes when that much is not left of it.
   */
  readonly narrowest?: number;
  readonly dropped?: boolean;
  /** In which turn it gives way; the least first. */
  readonly turn?: number;
}

const gap = 2;

/** The lines of the table: titles, a rule, and a line a row. */
export function renderTable(columns: readonly Column[], rows: readonly string[][], width: number): string[] {
  const widths = columnWidths(columns, rows, width);
  const line = (cells: readonly string[]): string => {
    const present = cells.flatMap((cell, index) =>
      widths[index] === 0 ? [] : [align(clip(cell, widths[index]), widths[index], columns[index])],
    );
    return present.join(' '.repeat(gap)).trimEnd();
  };
  const titles = line(columns.map((column) => column.title));
  return [titles, '─'.repeat(tableWidth(widths)), ...rows.map(line)];
}

/** The width of every column; 0 leaves it out. */
function columnWidths(columns: readonly Column[], rows: readonly string[][], width: number): number[] {
  const widths = columns.map((column, index) =>
    rows.reduce((widest, row) => Math.max(widest, row[index].length), column.title.length),
  );
  const inTurn = [...columns.entries()].toSorted(([, a], [, b]) => (a.turn ?? 0) - (b.turn ?? 0));
  for (const [index, { narrowest, dropped }] of inTurn) {
    const excess = tableWidth(widths) - width;
    if (excess <= 0 || narrowest === undefined) continue;
    const left = widths[index] - excess;
    widths[index] = left >= narrowest ? left : dropped === true ? 0 : Math.min(widths[index], narrowest);
  }
  return widths;
}

function tableWidth(widths: readonly number[]): number {
  const present = widths.filter((width) => width > 0);
  return present.reduce((sum, width) => sum + width + gap, -gap);
}

function align(cell: string, width: number, column: Column): string {
  return column.align === 'left' ? cell.padEnd(width) : cell.padStart(width);
}

/** The text in at most `width` columns. */
export function clip(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
