// The scopes that the checked-in grammars give a text, through the machinery of VS Code.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from 'vscode-textmate';

const folder = 'editors/vscode/syntaxes';
const paths: Readonly<Record<string, string>> = {
  'source.cnn': `${folder}/cnn.tmLanguage.json`,
  'markdown.cnn.codeblock': `${folder}/cnn.markdown-injection.tmLanguage.json`,
  'text.html.markdown': 'test/textmate/markdown.tmLanguage.json',
};

async function engine() {
  const program = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await loadWASM(readFileSync(program));
  return { createOnigScanner, createOnigString };
}

export const registry = new Registry({
  onigLib: engine(),
  loadGrammar: (scope) => {
    const path = paths[scope];
    return Promise.resolve(path === undefined ? null : parseRawGrammar(readFileSync(path, 'utf8'), path));
  },
  getInjections: (scope) => (scope === 'text.html.markdown' ? ['markdown.cnn.codeblock'] : undefined),
});

export interface Coloured {
  readonly start: number;
  readonly end: number;
  /** Innermost last, without those of whole regions. */
  readonly scopes: readonly string[];
}

/** In the order of the text, by their places in it; white space between words is left out. */
export function colours(grammar: IGrammar, text: string): Coloured[] {
  const coloured: Coloured[] = [];
  let [stack, offset] = [INITIAL, 0];
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line.replace(/\r$/, ''), stack);
    stack = ruleStack;
    for (const { startIndex, endIndex, scopes } of tokens) {
      if (line.slice(startIndex, endIndex).trim() === '') continue;
      const own = scopes.slice(1).filter((scope) => !scope.startsWith('meta.'));
      coloured.push({ start: offset + startIndex, end: offset + endIndex, scopes: own });
    }
    offset += line.length + 1;
  }
  return coloured;
}

export async function grammarOf(scope: string): Promise<IGrammar> {
  const grammar = await registry.loadGrammar(scope);
  if (grammar === null) throw new Error(`there is no grammar for ${scope}`);
  return grammar;
}
