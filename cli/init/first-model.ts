// The first network that `cnnc init` writes: LeNet-5, small enough to read and to train in a minute.

export const firstModel = `# LeNet-5 of LeCun et al. 1998, with ReLU in place of its sigmoids and max pools in place of
# its trained averages: 28x28 grey pixels in, a probability for each class out.
model LeNet5
param classes = 10    # another count on the command line: --set classes=26

input 28x28x1         # height x width x channels

# What follows an arrow is a claim that the compiler checks, not a setting.
conv 6 5x5 same relu  -> 28x28x6
pool max 2            -> 14x14x6
conv 16 5x5 relu      -> 10x10x16
pool max 2            -> 5x5x16

flatten               -> 400
dense 120 relu
dense 84 relu
dense classes softmax

expect parameters < 65k    # the check fails if the network outgrows this

train {
  data      idx "data/"    # the four IDX files of MNIST or Fashion-MNIST, relative to this file
  loss      cross-entropy
  optimizer adam lr 0.001
  batch     64
  epochs    5
  validate  10%
  seed      42             # the same seed gives the same network
}
`;
