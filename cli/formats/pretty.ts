// For people: the source with labels, the arithmetic, and remedies.

import { renderDiagnostics } from '../../compiler/diagnostics/render.js';
import type { Format } from './report.js';

export const pretty: Format = ({ diagnostics }, options) =>
  diagnostics.length === 0 ? '' : renderDiagnostics(diagnostics, options);
