// The report of `cnnc doctor`: the machine, a table of engines, and how to get what is missing.

import { painter, type Painter } from '../../compiler/diagnostics/paint.js';
import { renderTable, type Column } from '../../compiler/summary/table.js';
import { factor, milliseconds } from '../figures.js';
import { hardwareText } from '../machine.js';
import { reasonBehind } from '../measure-program.js';
import { description } from './check-network.js';
import type { Diagnosis, State } from './diagnose.js';
import type { Findings } from './findings.js';

const columns: readonly Column[] = [
  { title: 'Engine', align: 'left' },
  { title: 'Computes on', align: 'left', narrowest: 12, dropped: true },
  { title: 'Here', align: 'left' },
  { title: 'Predict', align: 'right' },
  { title: '×CPU', align: 'right' },
  { title: 'Train', align: 'right' },
  { title: '×CPU', align: 'right' },
];

const stateTexts: { readonly [K in State]: string } = {
  works: 'works',
  'not-installed': 'not installed',
  'other-platform': 'other platform',
  'does-not-work': 'does not work',
  crashes: 'crashes',
  'too-slow': 'too slow',
};

/** With what others are compared. */
const usual = 'onnx:cpu';

export function renderFindings(findings: Findings, color: boolean, width: number): string {
  const paint = painter(color);
  const diagnoses = findings.diagnoses.filter(({ state }) => state !== 'other-platform');
  const beside = diagnoses.find(({ offer }) => offer.name === usual);
  const [titles, rule, ...rows] = renderTable(
    columns,
    diagnoses.map((diagnosis) => cellsOf(diagnosis, beside)),
    width,
  );
  const painted = rows.map((row, i) => paintState(row, diagnoses[i].state, paint));
  const table = [paint.strong(titles), paint.gutter(rule), ...painted];
  const parts = [
    machineLines(findings, width),
    table,
    explanation(findings),
    ...troubles(diagnoses, paint),
    elsewhere(findings),
  ];
  const filled = parts.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function machineLines({ machine, packages }: Findings, width: number): string[] {
  const { cnnc, node, platform, architecture } = machine;
  const installed = [...packages].filter(([, version]) => version !== null);
  return [
    `cnnc ${cnnc}, Node ${node}, ${platform} ${architecture}`,
    hardwareText(machine),
    ...listed(
      installed.map(([name, version]) => `${name} ${version}`),
      width,
    ),
  ];
}

/** As many of them on a line as there is room for. */
function listed(items: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const [i, item] of items.entries()) {
    const text = i === items.length - 1 ? item : `${item},`;
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + text.length > width) lines.push(text);
    else lines[lines.length - 1] = `${line} ${text}`;
  }
  return lines;
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
  if (state === 'not-installed') return row;
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

/** Each engine that is not at work, with why and what to do. */
function troubles(diagnoses: readonly Diagnosis[], paint: Painter): string[][] {
  const told = diagnoses.filter(({ state }) => state !== 'works');
  return told.map(({ offer: { name }, reason = '', remedy }) => [
    `${paint.strong(name)}: ${reasonBehind(name, reason)}`,
    ...(remedy === undefined ? [] : [`  ${paint.help('help:')} ${remedy}`]),
  ]);
}

function elsewhere({ diagnoses }: Findings): string[] {
  const names = diagnoses.filter(({ state }) => state === 'other-platform').map(({ offer }) => offer.name);
  return names.length === 0 ? [] : [`For other platforms: ${names.join(', ')}.`];
}
