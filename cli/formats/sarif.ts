// SARIF 2.1.0, which code scanning and many editors read: https://docs.oasis-open.org/sarif/sarif/v2.1.0/

import { pathToFileURL } from 'node:url';
import { isAbsolute } from 'node:path';
import type {
  ArtifactLocation,
  Fix as SarifFix,
  Location,
  Log,
  Notification,
  Region,
  ReportingDescriptor,
  Result,
} from 'sarif';
import { catalogue } from '../../compiler/diagnostics/catalogue.js';
import { painter } from '../../compiler/diagnostics/paint.js';
import { lintCodes } from '../../compiler/lints/allow.js';
import type { Diagnostic, Fix, Severity } from '../../grammar/diagnostic.js';
import type { Source, Span } from '../../grammar/source.js';
import { errorPage } from '../error-page.js';
import { renderPage, withoutLinks } from '../render-page.js';
import { version } from '../version.js';
import { asJson } from './as-json.js';
import { explanationOf } from './explanation.js';
import { fingerprintsOf } from './fingerprints.js';
import { placeOf } from './place.js';
import type { Format, Report, Unreadable } from './report.js';
import { repositoryPath } from './repository-path.js';

const levels: { readonly [K in Severity]: 'error' | 'warning' | 'note' } = {
  error: 'error',
  warning: 'warning',
  information: 'note',
};

const root = '%SRCROOT%';

export const sarif: Format = (report) => asJson(asLog(report));

function asLog({ diagnostics, files, unreadable }: Report): Log {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].toSorted();
  const fingerprints = fingerprintsOf(diagnostics);
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'cnnc', version, semanticVersion: version, rules: codes.map(ruleOf) } },
        invocations: [
          {
            executionSuccessful: unreadable.length === 0,
            toolExecutionNotifications: unreadable.map(notificationOf),
          },
        ],
        originalUriBaseIds: { [root]: { description: { text: 'The root of the repository.' } } },
        artifacts: files.map((name) => ({ location: artifactOf(name) })),
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((each, at) => resultOf(each, codes, fingerprints[at])),
      },
    ],
  };
}

/** Viewers show the page of the code beside its results: there is no public address to link to. */
function ruleOf(code: string): ReportingDescriptor {
  const text = code in catalogue ? catalogue[code as keyof typeof catalogue] : code;
  const page = errorPage(code);
  return {
    id: code,
    shortDescription: { text: `${text[0].toUpperCase()}${text.slice(1)}.` },
    ...(page !== undefined && { help: { text: renderPage(page, plainPage), markdown: withoutLinks(page) } }),
    defaultConfiguration: { level: lintCodes.some((lint) => lint === code) ? 'warning' : 'error' },
  };
}

const plainPage = { width: 80, paint: painter(false) };

function resultOf(diagnostic: Diagnostic, codes: readonly string[], fingerprint: string): Result {
  const { code, severity, message, source, span, related, fixes } = diagnostic;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: levels[severity],
    message: { text: [`${message}.`, ...explanationOf(diagnostic)].join('\n') },
    locations: [locationOf(source, span)],
    ...(related.length > 0 && {
      relatedLocations: related.map((place, id) => ({
        id,
        ...locationOf(place.source, place.span),
        message: { text: place.message },
      })),
    }),
    partialFingerprints: { 'mistake/v1': fingerprint },
    ...(fixes.length > 0 && { fixes: fixes.map((fix) => fixOf(source, fix)) }),
  };
}

function notificationOf({ name, message }: Unreadable): Notification {
  return {
    level: 'error',
    message: { text: `${message}.` },
    locations: [{ physicalLocation: { artifactLocation: artifactOf(name) } }],
  };
}

function fixOf(source: Source, { title, safe, edits }: Fix): SarifFix {
  return {
    description: { text: title },
    artifactChanges: [
      {
        artifactLocation: artifactOf(source.name),
        replacements: edits.map(({ span, text }) => ({
          deletedRegion: regionOf(source, span),
          insertedContent: { text },
        })),
      },
    ],
    properties: { safe },
  };
}

function locationOf(source: Source, span: Span): Location {
  return {
    physicalLocation: { artifactLocation: artifactOf(source.name), region: regionOf(source, span) },
  };
}

function regionOf(source: Source, span: Span): Region {
  const { start, end } = placeOf(source, span);
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}

/** Relative to the repository; a file outside of it by its whole address. */
function artifactOf(name: string): ArtifactLocation {
  const path = repositoryPath(name);
  if (isAbsolute(path)) return { uri: pathToFileURL(path).href };
  return { uri: path.split('/').map(asUri).join('/'), uriBaseId: root };
}

/** Halves of a character, which no address can hold, become U+FFFD on the way through UTF-8. */
function asUri(part: string): string {
  return encodeURIComponent(Buffer.from(part).toString());
}
