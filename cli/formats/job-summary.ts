// The page that GitHub shows for a job, in Markdown: annotations are cut after ten a step, this is not.

import { appendFile } from 'node:fs/promises';
import { visible } from '../../compiler/diagnostics/code-frame.js';
import { renderDiagnostics } from '../../compiler/diagnostics/render.js';
import type { Diagnostic } from '../../grammar/diagnostic.js';
import { Failure, reasonOf } from '../../runtime/failure.js';
import { countSeverities, tally } from '../severity-counts.js';
import type { Report } from './report.js';
import { repositoryPath } from './repository-path.js';

/** GitHub takes 1 MiB of a step; the table and the listing of so many mistakes stay far below. */
const mostListed = 200;

/** @throws Failure where the page cannot be written */
export async function writeJobSummary(path: string, report: Report): Promise<void> {
  try {
    await appendFile(path, jobSummary(report));
  } catch (error) {
    throw new Failure(
      `cannot write the job summary ${path}: ${reasonOf(error)}`,
      'check GITHUB_STEP_SUMMARY, or unset it',
    );
  }
}

export function jobSummary({ diagnostics, files, unreadable }: Report): string {
  const said = tally(countSeverities(diagnostics), files.length);
  const lines = ['### cnnc check', '', said, ''];
  for (const { message } of unreadable) lines.push(`- ${escaped(message)}`, '');
  if (diagnostics.length > 0) lines.push(...table(diagnostics), '', ...listing(diagnostics), '');
  return `${lines.join('\n')}\n`;
}

function table(diagnostics: readonly Diagnostic[]): string[] {
  const rows = diagnostics.slice(0, mostListed).map(({ source, span, severity, code, message }) => {
    const place = `${repositoryPath(source.name)}:${source.position(span.start).line}`;
    return `| ${escaped(place)} | ${severity} | ${code} | ${escaped(message)} |`;
  });
  return ['| Place | Severity | Code | Message |', '| --- | --- | --- | --- |', ...rows];
}

/** Each with its source, as a terminal shows it. */
function listing(diagnostics: readonly Diagnostic[]): string[] {
  const text = renderDiagnostics(diagnostics, { color: false });
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [
    '<details><summary>With their sources</summary>',
    '',
    fence,
    text.trimEnd(),
    fence,
    '',
    '</details>',
  ];
}

/** Words of a network are no Markdown and no HTML; what stands in backquotes may stay so. */
function escaped(text: string): string {
  return visible(text)
    .replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/[\\|*_[\]~]/g, '\\$&');
}
