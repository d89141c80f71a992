// The report of `cnnc diff` for a pull request, in the Markdown of GitHub and GitLab.

import { isError } from '../../grammar/diagnostic.js';
import { changeGroups, type ChangeGroup, type GroupSide } from './change-group.js';
import { followersText, reportedChanges, type ReportedChange } from './change-lines.js';
import { differs, type Difference } from './difference.js';
import { figuresOf, type Figures } from './figures.js';
import { renamedTexts } from './renames.js';
import { networkText, shortened, totalRows } from './render.js';
import { settingText } from './setting-text.js';
import { weightsText } from './weights-text.js';

/** A table of more lines is folded away. */
const mostUnfolded = 12;

export function differenceAsMarkdown(difference: Difference, { all }: { readonly all: boolean }): string {
  const sections = [
    heading(difference),
    totals(difference),
    ...(differs(difference)
      ? [layers(difference, all), facts(difference, all)]
      : ['Nothing that matters to the network differs.']),
    weights(difference, all),
    mistakes(difference),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function heading({ before, after }: Difference): string {
  const [was, is] = [before, after].map(({ compilation }) => compilation.source.name);
  const [network, now] = [networkText(before), networkText(after)];
  const change = network === now ? code(network) : `${code(network)} → ${code(now)}`;
  return `### ${code(was)} → ${code(is)}\n\n${change}`;
}

function totals(difference: Difference): string {
  const rows = totalRows(difference);
  return rows === undefined ? '' : table(['', 'before', 'after', ''], 'lrrl', rows);
}

function layers(difference: Difference, all: boolean): string {
  const { changes, hidden } = reportedChanges(changeGroups(difference), all);
  if (changes.length === 0) return '';
  const rows = changes.map(changeCells);
  if (hidden > 0) rows.push(['', `and ${hidden} more changes`, '', '', '', '']);
  const titles = ['', 'Layer', 'As written', 'Output', 'Parameters', 'MACs'];
  const body = table(titles, 'lllrrr', rows);
  if (rows.length <= mostUnfolded) return body;
  return `<details><summary>${rows.length} changes of layers</summary>\n\n${body}\n\n</details>`;
}

const marks = { added: '➕', removed: '➖', changed: '✏️', affected: '↳' } as const;

function changeCells(change: ReportedChange): string[] {
  if (change.kind === 'followers') return ['↳', '', escaped(followersText(change)), '', '', ''];
  const times = change.count === 1 ? '' : ` ×${change.count}`;
  const figure = (key: keyof Figures): string =>
    both(change, (side) => escaped(figuresOf(side.entries)[key]));
  return [
    marks[change.kind],
    both(change, ({ name }) => code(name)) + times,
    both(change, ({ text }) => code(text)),
    ...[figure('output'), figure('parameters'), figure('macs')],
  ];
}

/** `before → after`, or once where they are equal. */
function both({ before, after }: ChangeGroup, show: (side: GroupSide) => string): string {
  const [was, is] = [before && show(before), after && show(after)];
  if (was === undefined || is === undefined || was === is) return was ?? is ?? '';
  return `${was || '0'} → ${is || '0'}`;
}

function facts({ layers: changes, settings }: Difference, all: boolean): string {
  const renamed = renamedTexts(changes).map((text) => `renamed ${text}`);
  return list([...shortened(renamed, all), ...shortened(settings.map(settingText), all)]);
}

function weights({ weights: change }: Difference, all: boolean): string {
  if (change === undefined || change.total === 0) return '';
  const { verdict, remarks } = weightsText(change);
  const lines = list(shortened(remarks, all));
  return `**Weights from before:** ${verdict}${lines === '' ? '' : `\n\n${lines}`}`;
}

function mistakes({ before, after, notCompared }: Difference): string {
  const broken = [before, after].filter(({ compilation }) => compilation.diagnostics.some(isError));
  const lines = broken.map(({ compilation }) => {
    const [first] = compilation.diagnostics.filter(isError);
    const { line } = first.source.position(first.span.start);
    return `${compilation.source.name} on line ${line}: ${first.message}`;
  });
  const rest = notCompared === 0 ? [] : [`${notCompared} layers after it are not compared`];
  return lines.length === 0 ? '' : `**Errors:**\n\n${list([...lines, ...rest])}`;
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${escaped(line)}`).join('\n');
}

function table(titles: readonly string[], alignments: string, rows: readonly (readonly string[])[]): string {
  const rules = titles.map((_, column) => (alignments.at(column) === 'r' ? '--:' : '---'));
  return [titles, rules, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** As code; a bar would end the cell of a table even there. */
function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').replace(/\|/g, '\\|');
  return line.includes('`') ? `\`\` ${line} \`\`` : `\`${line}\``;
}

/** Text that must not become markup; what stands between backticks is code and stays. */
function escaped(text: string): string {
  const parts = text.replace(/\s+/g, ' ').split('`');
  return parts
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\*_<>|[\]#]/g, '\\$&')))
    .join('`');
}
