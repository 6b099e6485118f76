"""PyTorch's own training loop on a problem of the benchmark: reads it as JSON, prints the loss at step 200 and steps a second."""

import json
import sys
import time

import torch

torch.set_num_threads(1)
problem = json.load(sys.stdin)
sizes, batch = problem["sizes"], problem["batch"]
dtype = torch.float64
x = torch.tensor(problem["x"], dtype=dtype).reshape(batch, sizes[0])
t = torch.tensor(problem["t"], dtype=dtype).reshape(batch, sizes[3])


def fresh():
    weights = [
        torch.tensor(w, dtype=dtype).reshape(sizes[n + 1], sizes[n]).requires_grad_() for n, w in enumerate(problem["weights"])
    ]
    biases = [torch.tensor(b, dtype=dtype).requires_grad_() for b in problem["biases"]]
    return weights, biases, torch.optim.SGD([*weights, *biases], lr=problem["rate"])


def step(weights, biases, optimizer):
    y = torch.tanh(torch.nn.functional.linear(x, weights[0], biases[0]))
    y = torch.tanh(torch.nn.functional.linear(y, weights[1], biases[1]))
    a = torch.nn.functional.linear(y, weights[2], biases[2])
    if sizes[3] == 1:
        loss = torch.nn.functional.binary_cross_entropy_with_logits(a, t)
    else:
        loss = torch.nn.functional.cross_entropy(a, t)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss


run = fresh()
for _ in range(200):
    loss = step(*run)
rates = []
for _ in range(80):
    began, processor, steps = time.perf_counter(), time.process_time(), 0
    while time.perf_counter() - began < problem["seconds"]:
        step(*run)
        steps += 1
    rates.append(steps / min(time.perf_counter() - began, time.process_time() - processor))
print(json.dumps({"version": torch.__version__, "loss": loss.item(), "rate": sorted(rates)[72]}))
