// docs/zoo.md says what the zoo is.

import { expect, it } from 'vitest';
import { zooPage } from './page.js';

it('docs/zoo.md is written from the files', async () => {
  await expect(await zooPage()).toMatchFileSnapshot('../../docs/zoo.md');
});
