// All features, by what they answer.

import type { Feature } from '../session.js';
import { actions } from './code-actions.js';
import { lenses } from './code-lenses.js';
import { completions } from './completion.js';
import { diagnostics } from './diagnostics.js';
import { formatting } from './formatting.js';
import { hovers } from './hover.js';
import { hints } from './inlay-hints.js';
import { documentLinks } from './links.js';
import { definitions, renames, uses } from './names.js';
import { networks } from './network.js';
import { colours } from './semantic-tokens.js';
import { signatures } from './signature-help.js';
import { folding, selections } from './structure.js';
import { outlines } from './symbols.js';

export const features: readonly Feature[] = [
  diagnostics,
  hovers,
  completions,
  signatures,
  definitions,
  uses,
  renames,
  outlines,
  folding,
  selections,
  documentLinks,
  lenses,
  hints,
  colours,
  actions,
  formatting,
  networks,
];
