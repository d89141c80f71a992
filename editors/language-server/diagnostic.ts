// A diagnostic of the compiler as the protocol has them.

import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic as ProtocolDiagnostic,
  type DiagnosticRelatedInformation,
  type TextEdit,
} from 'vscode-languageserver';
import type { Diagnostic, Fix, Severity } from '../../grammar/diagnostic.js';
import type { Source } from '../../grammar/source.js';
import type { Client } from './client.js';
import { locationOf, rangeOf } from './place.js';
import { lastPart, withShortNames } from './text-name.js';

const severities: { readonly [S in Severity]: DiagnosticSeverity } = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** What can go: editors show it paler. */
const unnecessary = new Set(['CNN611', 'CNN612']);

/** What a client gets back when it asks what to do about a diagnostic. */
export interface DiagnosticData {
  readonly fixes: readonly { readonly title: string; readonly isSafe: boolean; readonly edits: TextEdit[] }[];
}

type Abilities = Pick<Client, 'takesRelatedPlaces' | 'takesTags'>;

/**
 * @param names of the files that it may speak of
 * @param withRemedies whether to wait until they have been tried
 */
export function protocolDiagnostic(
  diagnostic: Diagnostic,
  names: Iterable<string>,
  client: Abilities,
  withRemedies = true,
): ProtocolDiagnostic {
  const { code, severity, source, span, related } = diagnostic;
  const fixes = withRemedies ? diagnostic.fixes : [];
  const remedies = withRemedies ? remediesOf(diagnostic, fixes) : [];
  const data: DiagnosticData = { fixes: fixes.map((fix) => fixOf(fix, source)) };
  return {
    range: rangeOf(source, span),
    severity: severities[severity],
    code,
    source: 'cnnc',
    message: withShortNames([...sentences(diagnostic), ...remedies].join('\n'), names),
    ...(client.takesTags && unnecessary.has(code) && { tags: [DiagnosticTag.Unnecessary] }),
    ...(client.takesRelatedPlaces && related.length > 0 && { relatedInformation: related.map(relatedOf) }),
    ...(fixes.length > 0 && { data }),
  };
}

/**
 * A mistake of a file behind `use`, where it concerns the text that uses it: at its own call, or at its `use`.
 */
export function fromAfar(
  diagnostic: Diagnostic,
  place: ProtocolDiagnostic['range'],
  names: Iterable<string>,
  client: Abilities,
): ProtocolDiagnostic {
  const { code, severity, source, span, message } = diagnostic;
  const { line } = source.position(span.start);
  const related = [{ location: locationOf(source, span), message: 'here' }];
  return {
    range: place,
    severity: severities[severity],
    code,
    source: 'cnnc',
    message: withShortNames(`in ${lastPart(source.name)}, line ${line}: ${message}`, names),
    ...(client.takesRelatedPlaces && { relatedInformation: related }),
  };
}

/** What is wrong, and why. */
function sentences({ message, label, notes }: Diagnostic): string[] {
  return [message, ...(label === undefined ? [] : [label]), ...notes];
}

/** What was tried comes first; the general advice only where nothing was. */
function remediesOf({ help }: Diagnostic, fixes: readonly Fix[]): string[] {
  const remedies = fixes.length > 0 ? fixes.map(({ title }) => title) : help === undefined ? [] : [help];
  return remedies.map((remedy) => `help: ${remedy}`);
}

function relatedOf({ source, span, message }: Diagnostic['related'][number]): DiagnosticRelatedInformation {
  return { location: locationOf(source, span), message };
}

function fixOf({ title, safe, edits }: Fix, source: Source): DiagnosticData['fixes'][number] {
  return {
    title,
    isSafe: safe,
    edits: edits.map(({ span, text }) => ({ range: rangeOf(source, span), newText: text })),
  };
}
