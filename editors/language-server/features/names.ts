// Names: where they are declared, where they stand, and other names for them.

import {
  DefinitionRequest,
  DocumentHighlightKind,
  DocumentHighlightRequest,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
} from 'vscode-languageserver';
import { definition } from '../../../compiler/services/definition.js';
import { highlights } from '../../../compiler/services/highlights.js';
import { references } from '../../../compiler/services/references.js';
import { prepareRename, rename } from '../../../compiler/services/rename.js';
import { refused } from '../answers.js';
import { workspaceEditOf } from '../edits.js';
import { locationOf, rangeOf } from '../place.js';
import type { Feature } from '../session.js';

export const definitions: Feature = ({ answers }) => {
  answers.at(DefinitionRequest.type, null, ({ analysis }, offset) =>
    definition(analysis, offset).map(({ source, span }) => locationOf(source, span)),
  );
  return { definitionProvider: true };
};

export const uses: Feature = ({ answers, workspace, open }) => {
  answers.at(ReferencesRequest.type, null, async ({ analysis }, offset, { context }) => {
    const others = await workspace.analysesWith(open.names);
    const declared = new Set(definition(analysis, offset).map(placeKey));
    const found = references(analysis, offset, others);
    const wanted = context.includeDeclaration
      ? found
      : found.filter((place) => !declared.has(placeKey(place)));
    return wanted.map(({ source, span }) => locationOf(source, span));
  });
  answers.at(DocumentHighlightRequest.type, null, ({ analysis }, offset) =>
    highlights(analysis, offset).map(({ span, kind }) => ({
      range: rangeOf(analysis.source, span),
      kind: kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    })),
  );
  return { referencesProvider: true, documentHighlightProvider: true };
};

export const renames: Feature = ({ answers, workspace, open, client }) => {
  answers.at(PrepareRenameRequest.type, null, ({ analysis }, offset) => {
    const found = prepareRename(analysis, offset);
    if ('refusal' in found) throw refused(found.refusal);
    return { range: rangeOf(analysis.source, found.span), placeholder: found.name };
  });
  answers.at(RenameRequest.type, null, async ({ analysis }, offset, { newName }) => {
    const renamed = rename(analysis, offset, newName, await workspace.analysesWith(open.names));
    if ('refusal' in renamed) throw refused(renamed.refusal);
    return workspaceEditOf(renamed.edits, open, client);
  });
  return { renameProvider: { prepareProvider: true } };
};

function placeKey({ source, span }: ReturnType<typeof definition>[number]): string {
  return `${source.name} ${span.start}`;
}
