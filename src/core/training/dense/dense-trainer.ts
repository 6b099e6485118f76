import type { Back, Forward, LossKernel } from './kernels.ts';
import { lossByName } from './losses.ts';
import type { DenseNetwork, LayerLayout } from './network.ts';
import { layoutOf, unfit } from './network.ts';
import type { Path } from './path.ts';
import { plainPath } from './path.ts';
import { simdPath } from './simd-path.ts';

/** One layer: its places in the memory and its functions. */
interface Layer extends LayerLayout {
  /** Places of weights, biases and their gradients. */
  readonly w: number;
  readonly b: number;
  readonly dw: number;
  readonly db: number;
  /** Places of what goes in, of the sums, of what comes out, and of the cotangents. */
  readonly x: number;
  readonly a: number;
  readonly y: number;
  readonly d: number;
  readonly forward: Forward;
  readonly back: Back;
}

/**
 * A network of dense layers, its parameters, and the gradient of its loss over a batch.
 *
 * Shapes: inputs, targets and activations are held unit by unit, with `stride` samples in a row, of which the last ones repeat the last
 * sample and count for nothing. Every array is a view of one memory, and stays the same one.
 * A step allocates nothing but the number that it returns, unless an activation or a loss has no loops of its own; the same numbers give
 * the same numbers.
 * Errors: a network that `unfit` refuses.
 */
export class DenseTrainer {
  readonly network: DenseNetwork;
  /** Samples in a batch, at most. */
  readonly batch: number;
  readonly stride: number;
  readonly path: Path['name'];
  /** Weights and biases, laid out as in `layers`; others may write to them. */
  readonly parameters: Float64Array;
  readonly gradient: Float64Array;
  readonly layers: readonly LayerLayout[];
  readonly inputs: Float64Array;
  readonly targets: Float64Array;
  /** What the last layer gives. */
  readonly outputs: Float64Array;

  readonly #path: Path;
  readonly #layers: readonly Layer[];
  readonly #loss: LossKernel;
  readonly #fused: boolean;
  readonly #zero: number;
  readonly #share: number;
  /** The weight of each sample in the loss. */
  readonly #shares: Float64Array;
  readonly #targets: number;
  readonly #even: number;
  /** The inputs of `predict`. */
  readonly #askedAt: number;
  readonly #asked: Float64Array;

  constructor(network: DenseNetwork, batch: number, path: 'plain' | 'fastest' = 'fastest') {
    const fault = unfit(network, batch);
    const loss = lossByName.get(network.loss);
    if (fault !== undefined || loss === undefined) throw new RangeError(`unfit network: ${fault?.kind}`);
    const { sizes, activations } = network;
    const { layers, count } = layoutOf(network);
    const stride = 4 * Math.ceil(batch / 4);
    const places = new Places();
    const [parameters, gradient] = [places.take(count), places.take(count)];
    const [zero, share, inputs] = [places.take(1), places.take(stride), places.take((sizes[0] as number) * stride)];
    const blocks = layers.map(({ outputs }) => [0, 1, 2].map(() => places.take(outputs * stride)) as [number, number, number]);
    const targets = places.take((sizes.at(-1) as number) * stride);
    const asked = places.take((sizes[0] as number) * stride);
    this.#path = (path === 'plain' ? undefined : simdPath(places.length)) ?? plainPath(places.length);
    const { free } = this.#path;

    this.network = network;
    this.batch = batch;
    this.stride = stride;
    this.path = this.#path.name;
    this.layers = layers;
    this.#layers = layers.map((layout, n) => {
      const { name, parameter = 0 } = activations[n] as DenseNetwork['activations'][number];
      const functions = this.#path.activation(name, parameter);
      if (functions === undefined) throw new RangeError(`no activation ${name}`);
      const [a, y, d] = blocks[n] as [number, number, number];
      return {
        ...layout,
        ...functions,
        w: free + parameters + layout.weights,
        b: free + parameters + layout.biases,
        dw: free + gradient + layout.weights,
        db: free + gradient + layout.biases,
        x: free + (blocks[n - 1]?.[1] ?? inputs),
        a: free + a,
        y: free + y,
        d: free + d,
      };
    });
    this.#fused = loss.fused !== undefined && loss.fused.with === activations.at(-1)?.name;
    this.#loss = this.#path.loss(loss, this.#fused);
    this.#zero = free + zero;
    this.#share = free + share;
    this.#targets = free + targets;
    this.#even = count + (count % 2);
    this.#askedAt = free + asked;
    this.#asked = this.#view(this.#askedAt, (sizes[0] as number) * stride);
    this.parameters = this.#view(free + parameters, count);
    this.gradient = this.#view(free + gradient, count);
    this.inputs = this.#view(free + inputs, (sizes[0] as number) * stride);
    this.targets = this.#view(this.#targets, (sizes.at(-1) as number) * stride);
    const last = this.#layers.at(-1) as Layer;
    this.outputs = this.#view(last.y, last.outputs * stride);
    this.#shares = this.#view(this.#share, stride);
    this.average(batch);
  }

  /** The weights of a layer, row by row, one row a unit. */
  weights(layer: number): Float64Array {
    const { weights, biases } = this.#layer(layer);
    return this.parameters.subarray(weights, biases);
  }

  biases(layer: number): Float64Array {
    const { biases, outputs } = this.#layer(layer);
    return this.parameters.subarray(biases, biases + outputs);
  }

  /** The sums, the values and the cotangents of the sums of a layer's units after a step: unit by unit. */
  units(layer: number): { readonly sums: Float64Array; readonly values: Float64Array; readonly adjoints: Float64Array } {
    const { a, y, d, outputs } = this.#layer(layer);
    const length = outputs * this.stride;
    return { sums: this.#view(a, length), values: this.#view(y, length), adjoints: this.#view(d, length) };
  }

  /** Takes in a batch of samples that lie one behind the other, as many as the targets are for. */
  load(x: Float64Array, t: Float64Array): void {
    const width = this.network.sizes.at(-1) as number;
    const count = t.length / width;
    if (!Number.isInteger(count) || count < 1 || this.batch < count) throw new RangeError('the batch does not fit');
    this.#transpose(x, this.inputs, this.network.sizes[0] as number, count);
    this.#transpose(t, this.targets, width, count);
    this.average(count);
  }

  /** From now on the loss is the mean over the first `count` samples. */
  average(count: number): void {
    this.#shares.fill(1 / count, 0, count);
    this.#shares.fill(0, count);
  }

  /**
   * The loss of a batch, with its gradient in `gradient`: of samples one behind the other, or, without arguments, of what is in `inputs` and
   * `targets`.
   */
  step(x?: Float64Array, t?: Float64Array): number {
    if (x !== undefined && t !== undefined) this.load(x, t);
    const { stride } = this;
    const { kernels } = this.#path;
    const layers = this.#layers;
    const last = layers.length - 1;
    this.#forward((layers[0] as Layer).x, this.#fused ? last : layers.length);
    const { d, y, a, outputs } = layers[last] as Layer;
    let loss = this.#loss(d, y, a, this.#targets, this.#share, outputs, stride);
    for (let n = last; 0 <= n; n--) {
      const layer = layers[n] as Layer;
      if (n < last || !this.#fused) layer.back(layer.d, layer.y, layer.a, layer.outputs, stride);
      kernels.gradient(layer.dw, layer.db, layer.d, layer.outputs, layer.x, layer.inputs, stride);
      if (n === 0) continue;
      const below = layers[n - 1] as Layer;
      kernels.multiply(below.d, this.#zero, 0, layer.w, layer.inputs, 1, layer.d, layer.outputs, layer.inputs, stride);
    }
    const { l2 } = this.network;
    if (l2 !== undefined && l2 !== 0) loss += this.#decay(l2);
    return loss;
  }

  /** One step of gradient descent with the gradient of the last `step`. */
  descend(rate: number): void {
    const { w, dw } = this.#layers[0] as Layer;
    this.#path.kernels.descend(w, dw, this.#even, rate);
  }

  /** Fills `out` with the outputs for samples that lie one behind the other, any number of them. The loaded batch stays. */
  predict(x: Float64Array, out: Float64Array): void {
    const width = this.network.sizes[0] as number;
    const units = this.network.sizes.at(-1) as number;
    const count = x.length / width;
    for (let from = 0; from < count; from += this.batch) {
      const some = Math.min(this.batch, count - from);
      this.#transpose(x, this.#asked, width, some, from);
      this.#forward(this.#askedAt, this.#layers.length);
      for (let s = 0; s < some; s++)
        for (let r = 0; r < units; r++) out[(from + s) * units + r] = this.outputs[r * this.stride + s] as number;
    }
  }

  /** Sums and values of all layers for the inputs at a place; only so many layers get their activation. */
  #forward(at: number, activated: number): void {
    const { stride } = this;
    const { kernels } = this.#path;
    const layers = this.#layers;
    for (let n = 0; n < layers.length; n++) {
      const { a, b, w, x, y, inputs, outputs, forward } = layers[n] as Layer;
      kernels.multiply(a, b, 1, w, outputs, inputs, n === 0 ? at : x, inputs, 1, stride);
      if (n < activated) forward(y, a, outputs, stride);
    }
  }

  /** Adds the gradient of the L2 term; the term. */
  #decay(l2: number): number {
    let squares = 0;
    for (const { weights, biases } of this.layers) {
      for (let n = weights; n < biases; n++) {
        const weight = this.parameters[n] as number;
        squares += weight * weight;
        (this.gradient[n] as number) += l2 * weight;
      }
    }
    return (l2 / 2) * squares;
  }

  /** Rows of samples to rows of units; what is left of a row repeats the last sample, so that it overflows only if a sample does. */
  #transpose(from: Float64Array, to: Float64Array, units: number, count: number, first = 0): void {
    const { stride } = this;
    for (let r = 0; r < units; r++) {
      for (let s = 0; s < stride; s++) to[r * stride + s] = from[(first + Math.min(s, count - 1)) * units + r] as number;
    }
  }

  #layer(n: number): Layer {
    const layer = this.#layers[n];
    if (layer === undefined) throw new RangeError(`no layer ${n}`);
    return layer;
  }

  #view(at: number, length: number): Float64Array {
    const { memory } = this.#path;
    return new Float64Array(memory.buffer, memory.byteOffset + at * memory.BYTES_PER_ELEMENT, length);
  }
}

/** Places in a memory, one behind the other, each at the start of a cache line. */
class Places {
  length = 0;

  take(count: number): number {
    const at = this.length;
    this.length += 8 * Math.ceil(count / 8);
    return at;
  }
}
