// Small models for the tests of the command line.

export const goodModel = `model Small
param classes = 4
input 8x8x1
conv 4 3x3 same relu -> 8x8x4
pool max 2
flatten
dense classes softmax -> _
`;

/** One mistake: the claim does not hold. */
export const wrongModel = goodModel.replace('-> 8x8x4', '-> 9x9x4');

/** The good model with a train block over the data in `data/`. */
export const trainableModel = `${goodModel}
train {
  data idx "data/"
  loss cross-entropy
  optimizer adam lr 0.01
  batch 16
  epochs 2
  seed 3
}
`;
