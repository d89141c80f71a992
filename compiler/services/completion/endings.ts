// What ends a layer's line: the name of its value, and the claim of its shape.

import type { Shape } from '../../graph/value.js';
import { isFlat } from '../../shapes/shape.js';
import { joiningWords } from '../documentation/keywords.js';
import { arrivingAt, type Standpoint } from '../standpoint.js';
import { outcomeOf } from '../trial.js';
import type { Situation } from './situation.js';
import type { Suggestion } from './suggestion.js';

/** `as NAME` and `-> SHAPE`, those that do not stand there yet. */
export function endings(situation: Situation): Suggestion[] {
  const has = (word: string): boolean => situation.pieces.some(({ text }) => text === word);
  const name: Suggestion = {
    label: 'as',
    kind: 'keyword',
    detail: joiningWords.as.form,
    documentation: joiningWords.as.about,
    snippet: 'as ${1:name}',
    rank: 5,
  };
  return [...(has('as') ? [] : [name]), ...(has('->') ? [] : arrows(situation))];
}

function arrows(situation: Situation): Suggestion[] {
  const documentation = joiningWords['->'].about;
  return claimTexts(situation, situation.cursor.span.start).map((text) => {
    return { label: `-> ${text}`, kind: 'value', documentation, rank: 4 };
  });
}

/** Behind the arrow, which starts at `arrow`. */
export function claims(situation: Situation, arrow: number): Suggestion[] {
  const documentation = joiningWords['->'].about;
  return claimTexts(situation, arrow).map((label) => ({ label, kind: 'value', documentation, rank: 0 }));
}

/** What the statement makes, with all axes and without the channels; `_` where runs differ. */
function claimTexts({ analysis, cursor, at }: Situation, end: number): string[] {
  const statement = analysis.source.text.slice(cursor.statementStart, end).replace(/->[^>]*$/, '');
  const made = at.map((standpoint) => madeBy(statement, standpoint));
  const shape = common(made);
  if (shape === undefined) return [];
  const map = isFlat(made[0] ?? []) ? [] : [shape.slice(0, -1).join('x')];
  return [shape.join('x'), ...map].filter((text) => /\d/.test(text));
}

/** Runs beyond these seldom tell anything new. */
const mostTried = 8;

function madeBy(statement: string, standpoint: Standpoint): Shape | undefined {
  if (statement.trim() === '') return arrivingAt(standpoint);
  return outcomeOf(statement.replace(/\bas\s+\w+\s*$/, ''), standpoint);
}

function common(shapes: readonly (Shape | undefined)[]): readonly (number | '_')[] | undefined {
  const [first, ...others] = shapes.slice(0, mostTried);
  if (first === undefined || others.some((shape) => shape?.length !== first.length)) return undefined;
  return first.map((size, axis) => (others.every((shape) => shape?.[axis] === size) ? size : '_'));
}
