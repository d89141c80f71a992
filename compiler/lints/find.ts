// Looks for all lints in a network, and settles how loud each finding is.

import type { Severity } from '../../grammar/diagnostic.js';
import type { Draft } from '../diagnostics/draft.js';
import { allow } from './allow.js';
import { isWanted, severityOf, type LintSettings } from './levels.js';
import type { Finding, Lint, LintSeverity } from './lint.js';
import { lints } from './order.js';
import { Subject, type SubjectParts } from './subject.js';

/** Of a text without errors. */
export function findLints(parts: SubjectParts, settings: LintSettings): readonly Draft[] {
  if (settings.show === 'none') return [];
  const subject = new Subject(parts);
  const found = new Findings();
  for (const lint of lints) {
    if (isWanted(lint, settings)) lint.check(subject, (finding) => found.add(lint, finding, subject));
  }
  const lookedFor = (code: string) =>
    lints.some((lint) => lint.code === code && severityOf(lint.code, lint.severity, settings) !== undefined);
  const { kept, idle } = allow(found.list, subject, lookedFor);
  return [...kept, ...idle].flatMap((draft) => settled(draft, settings));
}

/** With the severity that it is told with; none where it is not told. */
function settled(draft: Draft, settings: LintSettings): Draft[] {
  const own = draft.severity === 'information' ? draft.severity : 'warning';
  const severity: Severity | undefined = severityOf(draft.code as Lint['code'], own, settings);
  return severity === undefined ? [] : [{ ...draft, severity }];
}

/** What comes again at one place, in other calls and rounds, is one finding, as loud as its loudest. */
class Findings {
  private readonly found = new Map<string, Draft>();

  add({ code, severity }: Lint, finding: Finding, { source }: Subject): void {
    const draft = {
      ...finding,
      code,
      source: finding.source ?? source,
      severity: finding.severity ?? severity,
    };
    const key = `${code} ${draft.source.name} ${draft.span.start} ${draft.span.end}`;
    const earlier = this.found.get(key);
    if (earlier === undefined) this.found.set(key, draft);
    else this.found.set(key, louder(earlier, draft));
  }

  get list(): Draft[] {
    return [...this.found.values()];
  }
}

function louder(earlier: Draft, draft: Draft & { readonly severity: LintSeverity }): Draft {
  const again = (earlier.again ?? 0) + 1;
  const isLouder = draft.severity === 'warning' && earlier.severity === 'information';
  return { ...(isLouder ? draft : earlier), again };
}
