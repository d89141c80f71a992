// Workflow commands, which GitHub shows as annotations beside the changed lines:
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions

import { visible } from '../../compiler/diagnostics/code-frame.js';
import type { Diagnostic, Severity } from '../../grammar/diagnostic.js';
import { explanationOf } from './explanation.js';
import { placeOf } from './place.js';
import type { Format, Unreadable } from './report.js';
import { repositoryPath } from './repository-path.js';

const commands: { readonly [K in Severity]: string } = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
};

export const github: Format = ({ diagnostics, unreadable }) =>
  [...unreadable.map(fileCommand), ...diagnostics.map(diagnosticCommand)].join('');

function diagnosticCommand(diagnostic: Diagnostic): string {
  const { severity, code, message, source, span } = diagnostic;
  const { start, end } = placeOf(source, span);
  const properties = {
    file: repositoryPath(source.name),
    line: start.line,
    // GitHub refuses columns of a stretch that spans lines.
    ...(start.line === end.line
      ? { endLine: end.line, col: start.column, endColumn: end.column }
      : { endLine: end.line }),
    title: code,
  };
  return command(commands[severity], properties, [message, ...explanationOf(diagnostic)]);
}

function fileCommand({ name, message }: Unreadable): string {
  return command('error', { file: repositoryPath(name), title: 'cnnc' }, [message]);
}

function command(
  name: string,
  properties: Readonly<Record<string, string | number>>,
  lines: readonly string[],
): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapedProperty(`${value}`)}`);
  return `::${name} ${written.join(',')}::${escapedData(lines.map(visible).join('\n'))}\n`;
}

/** As `escapeData` of https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function escapedData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** As `escapeProperty` there; no path steers the terminal of who reads the log. */
function escapedProperty(text: string): string {
  return escapedData(text.replace(/[^\P{Cc}\r\n]/gu, '\ufffd'))
    .replaceAll(':', '%3A')
    .replaceAll(',', '%2C');
}
