// JUnit's XML, as Jenkins and most other services read it: a suite a file, a case a mistake. Errors fail;
// a warning passes with its text, so that it is seen and turns no build red.

import { renderDiagnostics } from '../../compiler/diagnostics/render.js';
import type { Diagnostic } from '../../grammar/diagnostic.js';
import { isError } from '../../grammar/diagnostic.js';
import type { Format, Report, Unreadable } from './report.js';

interface Suite {
  readonly name: string;
  readonly cases: readonly string[];
  readonly failures: number;
  readonly errors: number;
}

export const junit: Format = (report) => {
  const suites = suitesOf(report);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="cnnc" ${countsOf(suites)}>`,
    ...suites.flatMap((suite) => [
      `  <testsuite name="${escaped(suite.name)}" ${countsOf([suite])} time="0">`,
      ...suite.cases,
      '  </testsuite>',
    ]),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
};

function suitesOf({ diagnostics, files, unreadable }: Report): Suite[] {
  const names = new Set([...files, ...diagnostics.map(({ source }) => source.name)]);
  const checked = [...names].map((name) =>
    checkedSuite(
      name,
      diagnostics.filter(({ source }) => source.name === name),
    ),
  );
  return [...checked, ...unreadable.map(unreadableSuite)];
}

function checkedSuite(name: string, diagnostics: readonly Diagnostic[]): Suite {
  const cases = diagnostics.length === 0 ? [`    ${opened(name, 'no mistakes')}/>`] : diagnostics.map(asCase);
  return { name, cases, failures: diagnostics.filter(isError).length, errors: 0 };
}

function unreadableSuite({ name, message }: Unreadable): Suite {
  const cause = `<error message="${escaped(message)}" type="cnnc"/>`;
  return { name, cases: [`    ${opened(name, 'can be read')}>${cause}</testcase>`], failures: 0, errors: 1 };
}

function asCase(diagnostic: Diagnostic): string {
  const { source, span, code, message } = diagnostic;
  const { line, column } = source.position(span.start);
  const text = escaped(renderDiagnostics([diagnostic], { color: false }));
  const told = isError(diagnostic)
    ? `<failure message="${escaped(message)}" type="${code}">${text}</failure>`
    : `<system-out>${text}</system-out>`;
  return `    ${opened(source.name, `${code} at ${line}:${column}`)}>${told}</testcase>`;
}

function opened(file: string, name: string): string {
  return `<testcase classname="${escaped(file)}" name="${escaped(name)}" time="0"`;
}

function countsOf(suites: readonly Suite[]): string {
  const sum = (of: (suite: Suite) => number) => suites.reduce((total, suite) => total + of(suite), 0);
  const tests = sum(({ cases }) => cases.length);
  return `tests="${tests}" failures="${sum((suite) => suite.failures)}" errors="${sum((suite) => suite.errors)}"`;
}

/** Whatever XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets) is shown as U+FFFD. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
