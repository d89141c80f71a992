// Over a word that belongs to no layer: what a statement names or refers to.

import type { Statement } from '../../../grammar/ast.js';
import type { Analysis } from '../../compile.js';
import type { Node, SettingNode, WordNode } from '../path.js';
import { entering, type Standpoint } from '../standpoint.js';
import { visitsOf } from '../visits.js';
import { declarationHover, signatureOf } from './block.js';
import { standpointsOf } from './expression.js';
import { keywordHover, metricHover, modelHover } from './keyword.js';
import { declaredHover, nameHover, parameterHover } from './names.js';
import { settingHover, settingWordHover } from './training.js';

export function describeWord(analysis: Analysis, path: readonly Node[], word: WordNode): string | undefined {
  const around = path[path.length - 2];
  if (around.kind === 'model') return modelHover(analysis);
  if (around.kind === 'expect') return metricHover(analysis, word.text);
  if (around.kind === 'train') return keywordHover('train');
  if (around.kind === 'setting') return settingPart(analysis, around, word);
  if (around.kind === 'from' || around.kind === 'output')
    return nameHover(analysis, word, standpointsOf(analysis, path));
  return describeDeclared(analysis, path, word);
}

function describeDeclared(analysis: Analysis, path: readonly Node[], word: WordNode): string | undefined {
  const around = path[path.length - 2];
  if (around.kind === 'param') return parameterHover(analysis, word, afterAll(analysis));
  if (around.kind === 'block') return declarationHover(analysis, around);
  if (around.kind === 'parameter') return blockParameter(analysis, path, word.text);
  if (around.kind !== 'repeat') return undefined;
  return declaredHover(word.text, insideOf(analysis, around.body.statements), 'Counts the rounds, from 0.');
}

function settingPart(analysis: Analysis, setting: SettingNode, word: WordNode): string | undefined {
  if (word.span.start === setting.word.span.start) return settingHover(setting);
  return settingWordHover(setting, word.text) ?? nameHover(analysis, word, afterAll(analysis));
}

function blockParameter(analysis: Analysis, path: readonly Node[], name: string): string | undefined {
  const statement = path[path.length - 3];
  if (statement.kind !== 'block') return undefined;
  const about = `Parameter of \`${signatureOf({ statement, source: analysis.source })}\`.`;
  return declaredHover(name, insideOf(analysis, statement.body.statements), about);
}

/** As the first statement of a body sees it, run by run. */
function insideOf(analysis: Analysis, [first]: readonly Statement[]): readonly Standpoint[] {
  return first === undefined ? [] : visitsOf(analysis, first).map(entering);
}

function afterAll(analysis: Analysis): readonly Standpoint[] {
  const last = analysis.file.statements.at(-1);
  return last === undefined ? [] : visitsOf(analysis, last).map(entering);
}
