import type { Trainer, TrainingProblem } from './problem.ts';

/**
 * TensorFlow Playground's method (nn.ts, github.com/tensorflow/playground): an object for each unit and each connection, one sample at a
 * time. Its outputs have one loss each; softmax with cross entropy, which it lacks, is put where it asks for the derivative of the loss.
 */
export function playground({ sizes, batch, rate, weights, biases, x, t }: TrainingProblem): Trainer {
  const layers = buildNetwork(sizes, weights, biases);
  const inputs = sizes[0];
  const outputs = sizes[3];
  const samples = Array.from({ length: batch }, (_, s) => ({
    input: [...x.subarray(s * inputs, (s + 1) * inputs)],
    target: [...t.subarray(s * outputs, (s + 1) * outputs)],
  }));
  return {
    name: "Playground's method",
    bits: 64,
    run: (steps) => {
      let loss = 0;
      for (let n = 0; n < steps; n++) {
        loss = 0;
        for (const { input, target } of samples) {
          forwardProp(layers, input);
          loss += setOutputDerivatives(layers[layers.length - 1] as Unit[], target);
          backProp(layers);
        }
        updateWeights(layers, rate);
      }
      return loss / batch;
    },
  };
}

interface ActivationFunction {
  readonly output: (x: number) => number;
  readonly der: (x: number) => number;
}

const tanh: ActivationFunction = {
  output: (x) => Math.tanh(x),
  der: (x) => {
    const output = tanh.output(x);
    return 1 - output * output;
  },
};
const linear: ActivationFunction = { output: (x) => x, der: () => 1 };

class Link {
  readonly source: Unit;
  readonly dest: Unit;
  weight: number;
  errorDer = 0;
  accErrorDer = 0;
  numAccumulatedDers = 0;

  constructor(source: Unit, dest: Unit, weight: number) {
    this.source = source;
    this.dest = dest;
    this.weight = weight;
  }
}

class Unit {
  readonly inputLinks: Link[] = [];
  readonly outputs: Link[] = [];
  readonly activation: ActivationFunction;
  bias: number;
  totalInput = 0;
  output = 0;
  outputDer = 0;
  inputDer = 0;
  accInputDer = 0;
  numAccumulatedDers = 0;

  constructor(activation: ActivationFunction, bias: number) {
    this.activation = activation;
    this.bias = bias;
  }

  updateOutput(): number {
    this.totalInput = this.bias;
    for (let j = 0; j < this.inputLinks.length; j++) {
      const link = this.inputLinks[j] as Link;
      this.totalInput += link.weight * link.source.output;
    }
    this.output = this.activation.output(this.totalInput);
    return this.output;
  }
}

function buildNetwork(sizes: readonly number[], weights: readonly Float64Array[], biases: readonly Float64Array[]): Unit[][] {
  const layers: Unit[][] = [];
  sizes.forEach((size, n) => {
    const activation = n === sizes.length - 1 ? linear : tanh;
    const layer = Array.from({ length: size }, (_, k) => new Unit(activation, biases[n - 1]?.[k] ?? 0));
    layers[n - 1]?.forEach((source, j, below) => {
      layer.forEach((dest, k) => {
        const link = new Link(source, dest, weights[n - 1]?.[k * below.length + j] as number);
        source.outputs.push(link);
        dest.inputLinks.push(link);
      });
    });
    layers.push(layer);
  });
  return layers;
}

function forwardProp(network: Unit[][], inputs: readonly number[]): void {
  const inputLayer = network[0] as Unit[];
  for (let i = 0; i < inputLayer.length; i++) (inputLayer[i] as Unit).output = inputs[i] as number;
  for (let layerIdx = 1; layerIdx < network.length; layerIdx++) {
    const currentLayer = network[layerIdx] as Unit[];
    for (let i = 0; i < currentLayer.length; i++) (currentLayer[i] as Unit).updateOutput();
  }
}

/** The loss of one sample; the outputs are the sums, and get their derivatives. */
function setOutputDerivatives(units: Unit[], target: readonly number[]): number {
  if (units.length === 1) {
    const unit = units[0] as Unit;
    const t = target[0] as number;
    unit.outputDer = 1 / (1 + Math.exp(-unit.output)) - t;
    return Math.max(unit.output, 0) - t * unit.output + Math.log1p(Math.exp(-Math.abs(unit.output)));
  }
  let top = -Infinity;
  for (const { output } of units) top = Math.max(top, output);
  let sum = 0;
  for (const { output } of units) sum += Math.exp(output - top);
  let loss = Math.log(sum);
  for (let k = 0; k < units.length; k++) {
    const unit = units[k] as Unit;
    const t = target[k] as number;
    loss -= t * (unit.output - top);
    unit.outputDer = Math.exp(unit.output - top) / sum - t;
  }
  return loss;
}

function backProp(network: Unit[][]): void {
  for (let layerIdx = network.length - 1; 1 <= layerIdx; layerIdx--) {
    const currentLayer = network[layerIdx] as Unit[];
    for (let i = 0; i < currentLayer.length; i++) {
      const node = currentLayer[i] as Unit;
      node.inputDer = node.outputDer * node.activation.der(node.totalInput);
      node.accInputDer += node.inputDer;
      node.numAccumulatedDers++;
    }
    for (let i = 0; i < currentLayer.length; i++) {
      const node = currentLayer[i] as Unit;
      for (let j = 0; j < node.inputLinks.length; j++) {
        const link = node.inputLinks[j] as Link;
        link.errorDer = node.inputDer * link.source.output;
        link.accErrorDer += link.errorDer;
        link.numAccumulatedDers++;
      }
    }
    if (layerIdx === 1) continue;
    const prevLayer = network[layerIdx - 1] as Unit[];
    for (let i = 0; i < prevLayer.length; i++) {
      const node = prevLayer[i] as Unit;
      node.outputDer = 0;
      for (let j = 0; j < node.outputs.length; j++) {
        const output = node.outputs[j] as Link;
        node.outputDer += output.weight * output.dest.inputDer;
      }
    }
  }
}

function updateWeights(network: Unit[][], learningRate: number): void {
  for (let layerIdx = 1; layerIdx < network.length; layerIdx++) {
    const currentLayer = network[layerIdx] as Unit[];
    for (let i = 0; i < currentLayer.length; i++) {
      const node = currentLayer[i] as Unit;
      if (0 < node.numAccumulatedDers) {
        node.bias -= (learningRate * node.accInputDer) / node.numAccumulatedDers;
        node.accInputDer = 0;
        node.numAccumulatedDers = 0;
      }
      for (let j = 0; j < node.inputLinks.length; j++) {
        const link = node.inputLinks[j] as Link;
        if (link.numAccumulatedDers <= 0) continue;
        link.weight -= (learningRate / link.numAccumulatedDers) * link.accErrorDer;
        link.accErrorDer = 0;
        link.numAccumulatedDers = 0;
      }
    }
  }
}
