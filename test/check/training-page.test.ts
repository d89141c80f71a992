// docs/training.md says what the settings say.

import { expect, it } from 'vitest';
import { documentSettings } from '../../compiler/check/training/document.js';

it('docs/training.md is as the settings have it', async () => {
  await expect(documentSettings()).toMatchFileSnapshot('../../docs/training.md');
});
