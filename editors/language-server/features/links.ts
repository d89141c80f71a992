// Paths in a text that lead to files.

import { DocumentLinkRequest } from 'vscode-languageserver';
import { links } from '../../../compiler/services/links.js';
import { rangeOf } from '../place.js';
import type { Feature } from '../session.js';
import { folderOf, uriOf, within } from '../text-name.js';

export const documentLinks: Feature = ({ answers }) => {
  answers.about(DocumentLinkRequest.type, null, ({ analysis }) => {
    const { source } = analysis;
    const folder = folderOf(source.name);
    if (folder === undefined) return [];
    // What stands behind `data` is a folder, and editors open files.
    const files = links(analysis).filter(({ kind }) => kind === 'use');
    return files.map(({ span, path }) => ({
      range: rangeOf(source, span),
      target: uriOf(within(folder, path)),
    }));
  });
  return { documentLinkProvider: {} };
};
