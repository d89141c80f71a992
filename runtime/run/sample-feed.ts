// What batches are made from.

import type { Feed } from '../data/feed.js';

export interface SampleFeed {
  readonly feed: Feed;
  readonly samples: Uint32Array;
}
