// `npm run test:long`: tests of what is large on purpose, too long for `npm test`.

import { mergeConfig } from 'vitest/config';
import usual from './vitest.config.js';

export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [] } },
  {
    test: { include: ['test/**/*.long.ts'] },
  },
);
