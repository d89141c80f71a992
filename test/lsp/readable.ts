// Answers as a person reads them: places with the text that stands there, tokens as words, files by their names.

import { TextDocument } from 'vscode-languageserver-textdocument';
import { ResponseError, type Position, type Range, type TextEdit } from 'vscode-languageserver/node';
import { stringify } from 'yaml';

const types = ['function', 'parameter', 'variable', 'property'];
const modifiers = ['declaration', 'readonly', 'unused'];

export interface Telling {
  /** The folder of the conversation, which is left out. */
  readonly folder: string;
  /** By file names. */
  readonly texts: Readonly<Record<string, string>>;
}

export function readable(answer: unknown, { folder, texts }: Telling): string {
  const tokens = tokensIn(answer);
  if (tokens !== undefined) return tokensOf(tokens, texts['model.cnn']).join('\n') + '\n';
  const told = tell(answer, 'model.cnn', { folder, texts });
  if (isEdits(answer))
    return `${stringify(told, { lineWidth: 0 })}---\n${edited(texts['model.cnn'], answer)}`;
  return typeof told === 'string' ? `${told}\n` : stringify(told, { lineWidth: 0 });
}

function tell(value: unknown, file: string, telling: Telling): unknown {
  if (value instanceof ResponseError) return `error ${value.code}: ${value.message}`;
  if (typeof value === 'string') return value.replaceAll(`${telling.folder}/`, '');
  if (Array.isArray(value)) return value.map((each) => tell(each, file, telling));
  if (typeof value !== 'object' || value === null) return value;
  if (isRange(value)) return placeOf(value, telling.texts[file] ?? '');
  if (isPosition(value)) return `${value.line + 1}:${value.character + 1}`;
  const own = fileOf(value, telling) ?? file;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'svg')
      .map(([key, each]) => [key.replaceAll(`${telling.folder}/`, ''), tell(each, own, telling)]),
  );
}

/** Ranges in a value with a URI are of that file. */
function fileOf(value: object, { folder }: Telling): string | undefined {
  const uri: unknown =
    'uri' in value
      ? value.uri
      : 'textDocument' in value
        ? (value.textDocument as { uri: unknown }).uri
        : undefined;
  return typeof uri === 'string' ? uri.replace(`${folder}/`, '') : undefined;
}

function placeOf({ start, end }: Range, text: string): string {
  const lines = text.split(/\r\n|\n|\r/);
  const covered =
    start.line === end.line
      ? lines[start.line].slice(start.character, end.character)
      : `${lines[start.line]?.slice(start.character)} ...`;
  const place = `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
  return covered.trim() === '' ? place : `${place} ${covered}`;
}

function isPosition(value: object): value is Position {
  return 'line' in value && 'character' in value && Object.keys(value).length === 2;
}

function isRange(value: object): value is Range {
  return 'start' in value && 'end' in value && Object.keys(value).length === 2;
}

function isEdits(answer: unknown): answer is TextEdit[] {
  return Array.isArray(answer) && answer.length > 0 && answer.every((each) => 'newText' in each);
}

function edited(text: string, edits: TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create('', 'cnn', 1, text), edits);
}

function tokensIn(answer: unknown): readonly number[] | undefined {
  const isTokens = typeof answer === 'object' && answer !== null && 'data' in answer;
  return isTokens && Array.isArray(answer.data) ? (answer.data as number[]) : undefined;
}

/** `2:3 conv function declaration`, a line a token. */
function tokensOf(data: readonly number[], text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  const told: string[] = [];
  let [line, character] = [0, 0];
  for (let i = 0; i < data.length; i += 5) {
    const [down, across, length, type, bits] = data.slice(i, i + 5);
    line += down;
    character = down === 0 ? character + across : across;
    const word = lines[line].slice(character, character + length);
    const marked = modifiers.filter((_, bit) => (bits >> bit) % 2 === 1);
    told.push([`${line + 1}:${character + 1}`, word, types[type], ...marked].join(' '));
  }
  return told;
}
