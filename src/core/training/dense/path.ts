import type { Activation } from './activations.ts';
import { activationOf } from './activations.ts';
import type { Back, Forward, Kernels, LossKernel, LossKernelName } from './kernels.ts';
import type { Loss } from './losses.ts';
import * as outputLayer from './output-layer.ts';
import { PlainKernels } from './plain.ts';

/** One way to compute a step: a memory, and kernels that work on it. */
export interface Path {
  readonly name: 'plain' | 'simd';
  readonly memory: Float64Array;
  /** Where the path's own numbers end. */
  readonly free: number;
  readonly kernels: Kernels;
  /** The activation of a layer; undefined if there is none of that name. */
  activation(name: string, parameter: number): { readonly forward: Forward; readonly back: Back } | undefined;
  /** A loss, fused with the last activation or not. */
  loss(loss: Loss, fused: boolean): LossKernel;
}

/** Plain loops over one array: the fallback, and the oracle of the other path. */
export function plainPath(length: number): Path {
  return plainOn(new Float64Array(length), 0);
}

/** The plain path over a memory that begins with numbers of someone else. */
export function plainOn(m: Float64Array, free: number): Path {
  return {
    name: 'plain',
    memory: m,
    free,
    kernels: new PlainKernels(m),
    activation(name, parameter) {
      if (name === 'softmax')
        return {
          forward: (y, a, rows, n) => outputLayer.softmax(m, y, a, rows, n),
          back: (d, y, _, rows, n) => outputLayer.softmaxBack(m, d, y, rows, n),
        };
      const found = activationOf(name);
      return found && elementwise(m, found, parameter);
    },
    loss(loss, fused) {
      const name = kernelOf(loss, fused);
      if (name === undefined) return (d, y, _, t, share, rows, n) => outputLayer.lossByRecord(loss, m, d, y, t, share, rows, n);
      const kernel = outputLayer.lossKernels[name];
      return (d, y, a, t, share, rows, n) => kernel(m, d, y, a, t, share, rows, n);
    },
  };
}

/** The name of the fast loops for a loss. */
export function kernelOf({ kernel, fused }: Loss, isFused: boolean): LossKernelName | undefined {
  return isFused ? fused?.kernel : kernel;
}

function elementwise(
  m: Float64Array,
  { forward, back }: Activation,
  parameter: number,
): { readonly forward: Forward; readonly back: Back } {
  return {
    forward: (y, a, rows, n) => forward(m, y, a, rows * n, parameter),
    back: (d, y, a, rows, n) => back(m, d, y, a, rows * n, parameter),
  };
}
