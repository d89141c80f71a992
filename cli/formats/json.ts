// For programs, in a shape of our own that is documented and has a version.

import { diagnosticsAsJson } from '../../compiler/diagnostics/json.js';
import { asJson } from './as-json.js';
import type { Format } from './report.js';

export const json: Format = ({ diagnostics }) => asJson(diagnosticsAsJson(diagnostics));
