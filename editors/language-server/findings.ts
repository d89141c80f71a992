// Who says what of which text. A text is told what its own analysis found in it, and what those found in it that
// use it: a block may only fail as one of them calls it.

import type { Diagnostic as ProtocolDiagnostic } from 'vscode-languageserver';
import type { Diagnostic } from '../../grammar/diagnostic.js';
import type { Source, Span } from '../../grammar/source.js';
import type { Analyzed } from './analyses.js';
import type { Client } from './client.js';
import { fromAfar, protocolDiagnostic } from './diagnostic.js';
import { rangeOf } from './place.js';

interface Finding {
  /** The text of the file in which it was found. */
  readonly text: string;
  readonly diagnostic: ProtocolDiagnostic;
}

/** Findings by the name of the file in which they stand. */
type ByFile = ReadonlyMap<string, readonly Finding[]>;

/** More of one text help nobody, and take time to send. */
const mostTold = 500;

export class Findings {
  private readonly client: Client;
  private readonly byRoot = new Map<string, ByFile>();

  constructor(client: Client) {
    this.client = client;
  }

  /** The names of the files of which there may be something else to tell than before. */
  take(analyzed: Analyzed, withRemedies: boolean): Set<string> {
    const root = analyzed.analysis.source.name;
    const before = this.byRoot.get(root);
    const now = this.findingsOf(analyzed, withRemedies);
    this.byRoot.set(root, now);
    return new Set([...(before?.keys() ?? []), ...now.keys(), root]);
  }

  /** As if the text had never been analysed. */
  forget(root: string): Set<string> {
    const before = this.byRoot.get(root);
    this.byRoot.delete(root);
    return new Set([...(before?.keys() ?? []), root]);
  }

  /** All of a file, each once. @param text as it is now; what was found in another is left out */
  of(name: string, text: string | undefined): ProtocolDiagnostic[] {
    const told = new Map<string, ProtocolDiagnostic>();
    // First what the file says of itself: that knows it best.
    for (const root of new Set([name, ...this.byRoot.keys()]))
      for (const finding of this.byRoot.get(root)?.get(name) ?? []) {
        if (text !== undefined && finding.text !== text) continue;
        const { range, code, message } = finding.diagnostic;
        const key = `${range.start.line} ${range.start.character} ${code} ${firstLine(message)}`;
        if (!told.has(key)) told.set(key, finding.diagnostic);
        if (told.size === mostTold) return [...told.values()];
      }
    return [...told.values()];
  }

  private findingsOf({ analysis, asked, complaint }: Analyzed, withRemedies: boolean): ByFile {
    const found = new Map<string, Finding[]>();
    const { source } = analysis;
    const names = [source.name, ...asked.names];
    const add = (text: Source, diagnostic: ProtocolDiagnostic) => {
      const earlier = found.get(text.name);
      if (earlier === undefined) found.set(text.name, [{ text: text.text, diagnostic }]);
      else if (earlier.length < mostTold) earlier.push({ text: text.text, diagnostic });
    };
    for (const diagnostic of analysis.diagnostics) {
      add(diagnostic.source, protocolDiagnostic(diagnostic, names, this.client, withRemedies));
      if (diagnostic.source === source || diagnostic.severity !== 'error') continue;
      const place = rangeOf(source, placeInRoot(diagnostic, analysis));
      add(source, fromAfar(diagnostic, place, names, this.client));
    }
    if (complaint !== undefined) found.set(complaint.name, [complaintOf(complaint)]);
    return found;
  }
}

function firstLine(message: ProtocolDiagnostic['message']): string {
  return (typeof message === 'string' ? message : message.value).split('\n')[0];
}

function placeInRoot({ source, related }: Diagnostic, { source: root, uses }: Analyzed['analysis']): Span {
  const call = related.findLast((place) => place.source === root);
  if (call !== undefined) return call.span;
  const own = uses.filter(({ from }) => from === root);
  return (own.find(({ used }) => used.name === source.name) ?? own.at(0))?.span ?? { start: 0, end: 0 };
}

/** About a configuration, of which no text is at hand: where the mistake stands, its sentence says. */
function complaintOf({ mistake }: NonNullable<Analyzed['complaint']>): Finding {
  const [, line = 1, column = 1] = /^[^:]*:(\d+):(\d+)/.exec(mistake.failure) ?? [];
  const start = { line: Number(line) - 1, character: Number(column) - 1 };
  const message = `${mistake.failure}\nhelp: ${mistake.remedy}`;
  return { text: '', diagnostic: { range: { start, end: start }, severity: 1, source: 'cnnc', message } };
}
