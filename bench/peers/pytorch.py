"""The networks of the benchmarks in PyTorch: latency at a batch, and a training step, in milliseconds.

  python3 bench/peers/pytorch.py --device cpu --network mnist --batch 64 --rounds 20

Prints one line of JSON: {"torch", "device", "network", "inference": {batch: [ms, ...]}, "step": [ms, ...],
"product": [ms, ...]}, the product being that of two 2048x2048 matrices. Ends with 3 where PyTorch or the
device is not to be had.
"""

import argparse
import json
import sys
import time

try:
    import torch
    from torch import nn
except ImportError as error:
    print(f"PyTorch is not to be had: {error}", file=sys.stderr)
    sys.exit(3)


def mnist():
    convolutions = [
        nn.Conv2d(1, 32, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
    ]
    head = [nn.Flatten(), nn.Linear(3136, 128), nn.ReLU(), nn.Dropout(0.4), nn.Linear(128, 10)]
    return nn.Sequential(*convolutions, *head), (1, 28, 28), 10


def cifar():
    layers, channels = [], 3
    for maps in (32, 64, 128):
        for _ in range(2):
            layers += [nn.Conv2d(channels, maps, 3, padding=1), nn.ReLU()]
            channels = maps
        layers += [nn.MaxPool2d(2), nn.BatchNorm2d(maps), nn.Dropout(0.25)]
    head = [nn.Flatten(), nn.Linear(2048, 128), nn.ReLU(), nn.Dropout(0.4), nn.Linear(128, 10)]
    return nn.Sequential(*layers, *head), (3, 32, 32), 10


class Around(nn.Module):
    """A sum around a body, and what the body reads where nothing else is given."""

    def __init__(self, body, shortcut=None, after=None):
        super().__init__()
        self.body, self.shortcut, self.after = body, shortcut, after

    def forward(self, x):
        y = self.body(x) + (x if self.shortcut is None else self.shortcut(x))
        return y if self.after is None else self.after(y)


def normalized(channels, maps, kernel, stride=1, groups=1, activation=None):
    convolution = nn.Conv2d(channels, maps, kernel, stride, kernel // 2, groups=groups, bias=False)
    return [convolution, nn.BatchNorm2d(maps)] + ([] if activation is None else [activation()])


def basic(channels, maps, stride):
    body = nn.Sequential(*normalized(channels, maps, 3, stride, activation=nn.ReLU), *normalized(maps, maps, 3))
    changes = stride != 1 or channels != maps
    return Around(body, nn.Sequential(*normalized(channels, maps, 1, stride)) if changes else None, nn.ReLU())


def resnet18():
    layers, channels = normalized(1, 64, 3, activation=nn.ReLU) + [nn.MaxPool2d(3, 2, 1)], 64
    for stage in range(4):
        maps = 64 * 2**stage
        layers += [basic(channels, maps, 1 if stage == 0 else 2), basic(maps, maps, 1)]
        channels = maps
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 10)), (1, 28, 28), 10


def inverted(channels, maps, stride, expansion):
    wide = channels * expansion
    expand = normalized(channels, wide, 1, activation=nn.ReLU6) if expansion > 1 else []
    filters = normalized(wide, wide, 3, stride, wide, nn.ReLU6)
    body = nn.Sequential(*expand, *filters, *normalized(wide, maps, 1))
    return Around(body) if stride == 1 and channels == maps else body


def mobilenet_v2():
    layers, channels = normalized(3, 32, 3, 2, activation=nn.ReLU6), 32
    stages = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]
    for expansion, maps, copies, step in stages:
        for copy in range(copies):
            layers.append(inverted(channels, maps, step if copy == 0 else 1, expansion))
            channels = maps
    layers += normalized(320, 1280, 1, activation=nn.ReLU6)
    head = [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.2), nn.Linear(1280, 1000)]
    return nn.Sequential(*layers, *head), (3, 224, 224), 1000


networks = {"mnist": mnist, "cifar": cifar, "mobilenet-v2": mobilenet_v2, "resnet-18": resnet18}


def timed(run, rounds, wait, warmups=3):
    times = []
    for round_ in range(-warmups, rounds):
        wait()
        start = time.perf_counter()
        run()
        wait()
        if round_ >= 0:
            times.append((time.perf_counter() - start) * 1000)
    return times


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--network", choices=networks, required=True)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=20)
    given = parser.parse_args()
    if given.device == "cuda" and not torch.cuda.is_available():
        print("PyTorch finds no GPU", file=sys.stderr)
        sys.exit(3)
    torch.manual_seed(1)
    # As ONNX Runtime and browsers compute: in whole float32.
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cudnn.benchmark = True
    wait = torch.cuda.synchronize if given.device == "cuda" else lambda: None
    network, shape, classes = networks[given.network]()
    network = network.to(given.device)
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
    images = torch.randn(given.batch, *shape, device=given.device)
    targets = torch.randint(classes, (given.batch,), device=given.device)

    def step():
        optimizer.zero_grad()
        nn.functional.cross_entropy(network(images), targets).backward()
        optimizer.step()

    network.train()
    steps = timed(step, given.rounds, wait)
    network.eval()
    inference = {}
    with torch.no_grad():
        for batch in (1, 32):
            some = torch.randn(batch, *shape, device=given.device)
            inference[batch] = timed(lambda some=some: network(some), given.rounds, wait)
        matrix = torch.randn(2048, 2048, device=given.device)
        product = timed(lambda: matrix @ matrix, min(given.rounds, 5), wait, warmups=1)
    device = torch.cuda.get_device_name() if given.device == "cuda" else f"{torch.get_num_threads()} threads"
    found = {"torch": torch.__version__, "device": device, "network": given.network}
    print(json.dumps({**found, "inference": inference, "step": steps, "product": product}))


main()
