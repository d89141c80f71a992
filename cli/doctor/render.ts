// The report of `cnnc doctor`: the machine, a table of engines, and how to get what is missing.

import { painter, type Painter } from '../../compiler/diagnostics/paint.js';
import { renderTable, type Column } from '../../compiler/summary/table.js';
import { factor, milliseconds } from '../figures.js';
import { hardwareText } from '../machine.js';
import { description } from './check-network.js';
import type { Diagnosis, State } from './diagnose.js';
import type { Findings } from './findings.js';

const columns: readonly Column[] = [
  { title: 'Engine', align: 'left' },
  { title: 'Computes on', align: 'left', narrowest: 12, dropped: true },
  { title: 'Here', align: 'left' },
  { title: 'Predicts in', align: 'right' },
  { title: '×CPU', align: 'right' },
  { title: 'Trains in', align: 'right' },
  { title: '×CPU', align: 'right' },
];

const stateTexts: { readonly [K in State]: string } = {
  works: 'works',
  'not-installed': 'not installed',
  'other-platform': 'other platforms',
  'does-not-work': 'does not work',
  crashes: 'crashes',
  'too-slow': 'too slow',
};

/** With what others are compared. */
const usual = 'onnx:cpu';

export function renderFindings(findings: Findings, color: boolean, width: number): string {
  const paint = painter(color);
  const { diagnoses } = findings;
  const beside = diagnoses.find(({ offer }) => offer.name === usual);
  const [titles, rule, ...rows] = renderTable(
    columns,
    diagnoses.map((diagnosis) => cellsOf(diagnosis, beside)),
    width,
  );
  const painted = rows.map((row, i) => paintState(row, diagnoses[i].state, paint));
  const table = [paint.strong(titles), paint.gutter(rule), ...painted];
  const parts = [machineLines(findings), table, explanation(findings), ...missing(diagnoses, paint)];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function machineLines({ machine, packages }: Findings): string[] {
  const { cnnc, node, platform, architecture } = machine;
  const installed = [...packages].filter(([, version]) => version !== null);
  return [
    `cnnc ${cnnc}, Node ${node}, ${platform} ${architecture}`,
    hardwareText(machine),
    installed.map(([name, version]) => `${name} ${version}`).join(', '),
  ].filter((line) => line !== '');
}

function cellsOf(diagnosis: Diagnosis, beside: Diagnosis | undefined): string[] {
  const { offer, state, prediction, step } = diagnosis;
  const own = [prediction?.median, step?.median];
  const others = [beside?.prediction?.median, beside?.step?.median];
  const figures = own.flatMap((time, i) => [
    time === undefined ? '' : milliseconds(time),
    factorOf(time, offer.name === usual ? undefined : others[i]),
  ]);
  if (state === 'works' && offer.inferenceOnly === true) figures[2] = 'only predicts';
  return [offer.name, offer.device, stateTexts[state], ...figures];
}

/** How many times as fast. */
function factorOf(time: number | undefined, other: number | undefined): string {
  return time === undefined || other === undefined ? '' : factor(other / time);
}

function paintState(row: string, state: State, paint: Painter): string {
  if (state === 'not-installed' || state === 'other-platform') return row;
  const text = stateTexts[state];
  return row.replace(text, state === 'works' ? paint.help(text) : paint.error(text));
}

function explanation({ auto, diagnoses }: Findings): string[] {
  const lines: string[] = [];
  if (diagnoses.some(({ prediction }) => prediction !== undefined)) {
    lines.push(`Measured on ${description}.`);
    if (diagnoses.length > 1) lines.push(`×CPU: how many times as fast as ${usual}.`);
  }
  if (auto.predict !== undefined) lines.push(autoText(auto.predict, auto.train));
  return lines;
}

function autoText(predict: string, train: string | undefined): string {
  if (predict === train) return `--engine auto takes ${predict}.`;
  return `--engine auto takes ${predict} to predict and ${train ?? 'nothing'} to train.`;
}

/** Each engine with why it does not work and what to do; those of other platforms need no word. */
function missing(diagnoses: readonly Diagnosis[], paint: Painter): string[][] {
  const told = diagnoses.filter(({ state }) => state !== 'works' && state !== 'other-platform');
  return told.map(({ offer, reason, remedy }) => [
    `${paint.strong(offer.name)}: ${reason ?? ''}`,
    ...(remedy === undefined ? [] : [`  ${paint.help('help:')} ${remedy}`]),
  ]);
}
