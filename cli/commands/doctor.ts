// `cnnc doctor`: which engines are here, which work and how fast, and how to get the rest.

import type { Command } from 'commander';
import { engineOffer, engineOffers } from '../../runtime/engines.js';
import { diagnose, type Diagnosis } from '../doctor/diagnose.js';
import { findingsOf } from '../doctor/findings.js';
import { findingsAsJson } from '../doctor/json.js';
import { renderFindings } from '../doctor/render.js';
import { enginesOption, limitOption } from '../engine-options.js';
import { exitCode } from '../exit-code.js';
import { interruptible } from '../interrupt.js';
import { writeJson, writeResult } from '../output.js';
import { liveLine } from '../progress.js';
import { wantsColor, widthOf, type GlobalOptions } from '../terminal.js';

interface DoctorOptions extends GlobalOptions {
  readonly engine?: readonly string[];
  readonly limit: number;
  readonly json?: boolean;
}

const example = `
Examples:
  $ cnnc doctor
  $ cnnc doctor --engine onnx:webgpu --limit 120
  $ cnnc doctor --json

Every engine runs in a process of its own, so that a driver that hangs or crashes is told as such.
Exit status: 0 where onnx:cpu works, or every engine that is named, else 1.`;

/** The engine that comes with cnnc. */
const usual = 'onnx:cpu';

export function define(command: Command): void {
  command
    .addOption(enginesOption('look at this engine alone; may be repeated'))
    .addOption(limitOption(30))
    .option('--json', 'print JSON')
    .addHelpText('after', example)
    .action(async (_options: unknown, self: Command) => {
      const options = self.optsWithGlobals<DoctorOptions>();
      process.exitCode = await interruptible((signal) => doctor(options, signal));
    });
}

async function doctor(options: DoctorOptions, signal: AbortSignal): Promise<number> {
  const offers = options.engine?.map(engineOffer) ?? engineOffers;
  const line = liveLine(options);
  const diagnoses: Diagnosis[] = [];
  try {
    for (const offer of offers) {
      line?.draw(() => `looking at ${offer.name}`);
      diagnoses.push(await diagnose(offer, { limit: options.limit, signal }));
    }
  } finally {
    line?.clear();
  }
  const findings = findingsOf(diagnoses);
  const color = wantsColor(process.stdout, options);
  if (options.json === true) await writeJson(findingsAsJson(findings));
  else await writeResult(renderFindings(findings, color, widthOf(process.stdout)));
  return isWell(diagnoses, options.engine ?? [usual]) ? exitCode.good : exitCode.inputErrors;
}

function isWell(diagnoses: readonly Diagnosis[], wanted: readonly string[]): boolean {
  return wanted.every((name) => {
    return diagnoses.some(({ offer, state }) => offer.name === name && state === 'works');
  });
}
