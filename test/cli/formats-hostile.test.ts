// Every format over diagnostics of all severities with words that want to be markup, commands or paths.

import { RDFormatValidator } from '@umbrelladocs/rdformat-validator';
import { expect, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { formatNames, loadFormat } from '../../cli/formats/index.js';
import { jobSummary } from '../../cli/formats/job-summary.js';
import type { Report } from '../../cli/formats/report.js';
import { Source, type Diagnostic, type Severity } from '../../compiler/index.js';
import { root } from './run-cnnc.js';

const words = '</failure>]]>&amp;<b>|```` ::error::\r\n%0A "\'\\ \u0000\u001b[31m\u2028\ud800 😀 \ufffe';
const source = new Source('a <b>,%25&".cnn', `ä😀 ${words}\nsecond line\nthird`);

function diagnostic(severity: Severity): Diagnostic {
  const second = source.text.indexOf('second');
  const end = source.text.length;
  return {
    code: 'CNN102',
    severity,
    message: words,
    source,
    span: { start: 4, end },
    label: words,
    related: [{ source, span: { start: second, end: second }, message: words }],
    notes: [words],
    fixes: [
      {
        title: words,
        safe: true,
        edits: [
          { span: { start: end, end }, text: ' end' },
          { span: { start: 4, end: 4 }, text: words },
        ],
      },
    ],
  };
}

const report: Report = {
  diagnostics: (['error', 'warning', 'information'] as const).map(diagnostic),
  files: [source.name],
  unreadable: [{ name: `none${words}`, message: words }],
};

const written = async (format: (typeof formatNames)[number]): Promise<string> =>
  (await loadFormat(format))(report, { color: false });

it.each(formatNames)('%s', async (format) => {
  const text = await written(format);
  expect(text).not.toMatch(/[\0\u001b\r]/);
  if (['json', 'gitlab', 'sarif', 'rdjson'].includes(format)) JSON.parse(text);
});

it('three severities have three names', async () => {
  expect(JSON.parse(await written('gitlab')).map(({ severity }: { severity: string }) => severity)).toEqual([
    'major',
    'minor',
    'info',
  ]);
  const { runs } = JSON.parse(await written('sarif'));
  expect(runs[0].results.map(({ level }: { level: string }) => level)).toEqual(['error', 'warning', 'note']);
  expect((await written('github')).match(/^::\w+/gm)).toEqual([
    '::error',
    '::error',
    '::warning',
    '::notice',
  ]);
});

it('rdjson counts columns in bytes, and makes one suggestion of several edits', async () => {
  const text = await written('rdjson');
  const validator = new RDFormatValidator({ strictMode: true, allowExtraFields: false });
  expect((await validator.validateString(text)).errors).toEqual([]);
  const [{ location, suggestions }] = JSON.parse(text).diagnostics;
  expect(location.range.start).toEqual({ line: 1, column: 'ä😀 '.length + 4 });
  expect(suggestions).toHaveLength(1);
  expect(suggestions[0].text).toBe(`${words}${source.text.slice(4)} end`);
});

it('JUnit stays well-formed', async () => {
  const contents = await readFile(join(root, 'test/cli/formats-junit.xsd'), 'utf8');
  const xml = [{ fileName: 'report.xml', contents: await written('junit') }];
  const { errors } = await validateXML({ xml, schema: [{ fileName: 'junit.xsd', contents }] });
  expect(errors).toEqual([]);
});

it('the summary of a job stays one table and one listing', () => {
  const page = jobSummary(report);
  expect(page.split('<details>')[0]).not.toMatch(/<b>|<\/failure>|[\0\r]/);
  const fences = page.split('\n').filter((line) => /^`{3,}$/.test(line));
  expect(fences).toEqual(['`````', '`````']);
});
