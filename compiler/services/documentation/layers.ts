// What a layer's file says of itself, for editors.

import type { LayerDefinition } from '../../layers/definition.js';
import { usageOf } from '../../layers/usage.js';
import { paragraphs } from '../markdown.js';

/** `conv MAPS KERNEL [stride S] ...` */
export function usageOfLayer(definition: LayerDefinition): string {
  return usageOf(definition).replace(/^write `|`$/g, '');
}

export function documentationOf({ documentation }: LayerDefinition): string {
  const { summary, formula, source } = documentation;
  return paragraphs(summary, formula && `> ${formula}`, source && `*${source}*`);
}

/** The first sentence of its documentation. */
export function briefOf({ documentation: { summary } }: LayerDefinition): string {
  return /^.*?[.:](?=\s|$)/.exec(summary)?.[0].replace(/:$/, '.') ?? summary;
}

/** How `input` is written. */
export const usageOfInput = 'input [NAME] HxWxC';
