// The runs of statements are those of the check: every layer is met in its order, with what it made.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { analyze, type Analysis } from '../../../compiler/compile.js';
import { outputOf } from '../../../compiler/check/checked-layer.js';
import { layers } from '../../../compiler/layers/index.js';
import { layersAt } from '../../../compiler/services/layers-at.js';
import { layerStatements } from '../../../compiler/services/layer-statements.js';
import { visitsOf } from '../../../compiler/services/visits.js';
import { Source } from '../../../grammar/source.js';

const networks = [
  'densenet',
  'efficientnet-b0',
  'googlenet',
  'inception-v3',
  'mobilenet-v2',
  'resnet',
  'u-net',
];

function analysisOf(name: string): Analysis {
  const path = fileURLToPath(new URL(`../../../examples/zoo/${name}.cnn`, import.meta.url));
  return analyze(new Source(`${name}.cnn`, readFileSync(path, 'utf8')), {});
}

test.for(networks)('%s runs as it was checked', (name) => {
  const analysis = analysisOf(name);
  expect(analysis.diagnostics).toEqual([]);
  const statements = layerStatements(analysis.file, analysis.file.span);
  const own = statements.filter(({ word }) => layers.has(word.text));
  expect(own.length).toBeGreaterThan(5);
  for (const statement of own) {
    const made = layersAt(analysis, statement.span.start).filter(({ kind }) => kind === statement.word.text);
    const met = visitsOf(analysis, statement).map(({ after }) => after.arrival?.shape);
    expect(met, analysis.source.slice(statement.span)).toEqual(made.map(outputOf));
  }
});
