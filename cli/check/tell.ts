// Prints a report in the format that is wanted, or that the surroundings call for, or writes it into a file.

import { loadFormat, type FormatName } from '../formats/index.js';
import type { Report } from '../formats/report.js';
import { remark, writeResult } from '../output.js';
import { wantsColor } from '../terminal.js';
import type { CheckOptions } from './options.js';

/** @param stream where a report goes that is not written into a file */
export async function tell(
  report: Report,
  options: CheckOptions,
  stream: NodeJS.WriteStream = process.stdout,
): Promise<void> {
  const name = formatOf(options);
  const format = await loadFormat(name);
  if (options.output === undefined) {
    const text = format(report, { color: wantsColor(stream, options) });
    if (text !== '') await (stream === process.stdout ? writeResult(text) : stream.write(text));
  } else {
    await writeReport(options.output, format(report, { color: false }), options);
  }
  const page = process.env.GITHUB_STEP_SUMMARY;
  if (name === 'github' && page)
    await (await import('../formats/job-summary.js')).writeJobSummary(page, report);
}

/** In a job of GitHub Actions its own format, unless the report goes into a file. */
function formatOf({ format, output }: CheckOptions): FormatName {
  if (format !== undefined) return format;
  return process.env.GITHUB_ACTIONS === 'true' && output === undefined ? 'github' : 'pretty';
}

async function writeReport(path: string, text: string, options: CheckOptions): Promise<void> {
  const { writeAtomically } = await import('../../runtime/atomic-file.js');
  await writeAtomically(path, text);
  remark(`Wrote ${path}.`, options);
}
