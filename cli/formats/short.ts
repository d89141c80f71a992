// A line a mistake, `file:line:column: severity CODE message`, as compilers write them and editors read them.

import { visible } from '../../compiler/diagnostics/code-frame.js';
import type { Format } from './report.js';

export const short: Format = ({ diagnostics }) =>
  diagnostics
    .map(({ source, span, severity, code, message }) => {
      const { line, column } = source.position(span.start);
      return `${visible(source.name)}:${line}:${column}: ${severity} ${code} ${visible(message)}\n`;
    })
    .join('');
