// GitLab's Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format

import type { Severity } from '../../grammar/diagnostic.js';
import { asJson } from './as-json.js';
import { fingerprintsOf } from './fingerprints.js';
import { placeOf } from './place.js';
import type { Format } from './report.js';
import { repositoryPath } from './repository-path.js';

const severities: { readonly [K in Severity]: string } = {
  error: 'major',
  warning: 'minor',
  information: 'info',
};

export const gitlab: Format = ({ diagnostics }) => {
  const fingerprints = fingerprintsOf(diagnostics);
  return asJson(
    diagnostics.map(({ severity, code, message, source, span }, index) => {
      const { start, end } = placeOf(source, span);
      return {
        description: `${code}: ${message}`,
        check_name: code,
        fingerprint: fingerprints[index],
        severity: severities[severity],
        location: { path: repositoryPath(source.name), lines: { begin: start.line, end: end.line } },
      };
    }),
  );
};
