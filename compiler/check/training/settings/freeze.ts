// `freeze conv1, Stage2`: layers whose weights stay as they are.

import type { SettingValue } from '../../../../grammar/ast.js';
import type { Span } from '../../../../grammar/source.js';
import type { Report } from '../../../diagnostics/draft.js';
import { allLayers, type Layer } from '../../../model.js';
import { replacing } from '../../argument-mistakes.js';
import { nearest } from '../../nearest.js';
import type { SettingDefinition } from '../setting-definition.js';
import type { Statement } from '../statement.js';

export const freeze: SettingDefinition = {
  word: 'freeze',
  form: 'freeze NAME, NAME, ...',
  about: 'layers, or calls and branches with all that is in them, whose weights stay as they are',
  fallback: 'none',
  example: 'freeze conv1, Stage2.residual1',
  snippet: 'freeze ${1:conv1}',
  words: {},
  notes: [
    'Names are those of `cnnc summary`: `conv1`, a name that `as` gave, `Stage2` for all of a call. Batch normalisation in there goes on with its stored mean and variance, and leaves them as they are.',
  ],
  read(reader) {
    const entries = reader.entries('names of layers, with commas between');
    const names = entries.map((entry) => {
      const name = entry.reference('the name of a layer, such as `conv1` or `Stage2.conv1`');
      entry.finish();
      return name?.text;
    });
    if (reader.hasFailed || entries.some(({ hasFailed }) => hasFailed)) return {};
    return { freeze: names as string[] };
  },
  write: ({ freeze: names }) => (names.length === 0 ? undefined : names.join(', ')),
  check(statement, network, report) {
    const layers = [...allLayers(network.layers)];
    for (const name of namesIn(statement)) findFrozen(name, layers, report);
    leaveSome(statement, layers, report);
  },
};

interface Name {
  readonly text: string;
  readonly span: Span;
}

function namesIn({ setting }: Statement): Name[] {
  return setting.values.flatMap((value: SettingValue) => {
    if (value.kind === 'word') return [value];
    return value.kind === 'string' ? [{ text: value.value, span: value.span }] : [];
  });
}

function holds(frozen: string, { name }: Layer): boolean {
  return name === frozen || name.startsWith(`${frozen}.`);
}

/** The weights that training would change. */
export function isTrained({ weights }: Layer): boolean {
  return weights.some(({ trainable }) => trainable);
}

function findFrozen({ text, span }: Name, layers: readonly Layer[], report: Report): void {
  const found = layers.filter((layer) => holds(text, layer));
  if (found.some(isTrained)) return;
  if (found.length > 0) {
    const help = 'take it out: only layers with weights are trained';
    report({ code: 'CNN504', span, message: `\`${text}\` has no weights to freeze`, help });
    return;
  }
  const meant = nearest(text, scopesOf(layers));
  const help = meant ? `did you mean \`${meant}\`?` : namesOf(layers);
  const candidates = meant ? [replacing(span, meant)] : [];
  report({ code: 'CNN202', span, message: `no layer is called \`${text}\``, help, candidates });
}

/** Names that hold weights, the outermost first: `Stage2` before `Stage2.conv1`. */
function* scopesOf(layers: readonly Layer[]): Generator<string> {
  const names = layers.filter(isTrained).map(({ name }) => name.split('.'));
  const deepest = Math.max(0, ...names.map(({ length }) => length));
  for (let depth = 1; depth <= deepest; depth++)
    yield* new Set(
      names.filter(({ length }) => length >= depth).map((parts) => parts.slice(0, depth).join('.')),
    );
}

const mostListed = 6;

function namesOf(layers: readonly Layer[]): string {
  const names = [...scopesOf(layers)];
  const listed = names.slice(0, mostListed).map((name) => `\`${name}\``);
  return `layers with weights are ${listed.join(', ')}${names.length > mostListed ? ', ...; `cnnc summary` lists all' : ''}`;
}

function leaveSome({ setting, options }: Statement, layers: readonly Layer[], report: Report): void {
  const trained = layers.filter(isTrained);
  const isLeft = trained.some((layer) => !options.freeze.some((name) => holds(name, layer)));
  if (isLeft || trained.length === 0) return;
  const message = 'every layer with weights is frozen, so nothing is left to train';
  report({ code: 'CNN504', span: setting.span, message, help: 'leave out at least one' });
}
