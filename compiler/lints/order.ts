// All lints. Where several speak of one place the first stands first, so the order is that of causes:
// what the text declares and how its input is meant, then the geometry of windows, which decides what
// later layers get, then what layers do with it, then what is learned from it. Allowing comes last, for
// it is about what the others have found.

import { activationTwice } from './activation-twice.js';
import { cancelledBias } from './cancelled-bias.js';
import { channelsFirst } from './channels-first.js';
import { deadLayer } from './dead-layer.js';
import { dropoutBeforeBn } from './dropout-before-bn.js';
import { largeKernel } from './large-kernel.js';
import type { Lint } from './lint.js';
import { regressionLoss } from './regression-loss.js';
import { shrinkingMaps } from './shrinking-maps.js';
import { skippedPixels } from './skipped-pixels.js';
import { softmaxOfOne } from './softmax-of-one.js';
import { strongDropout } from './strong-dropout.js';
import { tinyMap } from './tiny-map.js';
import { unseenEdge } from './unseen-edge.js';
import { unusedName } from './unused-name.js';
import { widePadding } from './wide-padding.js';

export const lints: readonly Lint[] = [
  channelsFirst, unusedName, deadLayer,
  skippedPixels, unseenEdge, widePadding, tinyMap, largeKernel, shrinkingMaps,
  cancelledBias, activationTwice, dropoutBeforeBn, strongDropout, softmaxOfOne,
  regressionLoss,
]; // prettier-ignore
