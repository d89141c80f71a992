// The formats of `cnnc check --format`. What people read is at hand; the others are loaded when asked for.

import { pretty } from './pretty.js';
import type { Format } from './report.js';
import { short } from './short.js';

export const formatNames = [
  'pretty',
  'short',
  'json',
  'github',
  'gitlab',
  'sarif',
  'rdjson',
  'junit',
] as const;

export type FormatName = (typeof formatNames)[number];

type Load = () => Promise<Format>;

const formats: { readonly [K in FormatName]: Load } = {
  pretty: () => Promise.resolve(pretty),
  short: () => Promise.resolve(short),
  json: async () => (await import('./json.js')).json,
  github: async () => (await import('./github.js')).github,
  gitlab: async () => (await import('./gitlab.js')).gitlab,
  sarif: async () => (await import('./sarif.js')).sarif,
  rdjson: async () => (await import('./rdjson.js')).rdjson,
  junit: async () => (await import('./junit.js')).junit,
};

export function loadFormat(name: FormatName): Promise<Format> {
  return formats[name]();
}
