import type { Scalar, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { Trainer, TrainingProblem } from './problem.ts';

/** tfjs core with its gradients and its SGD, on one of its backends. */
export async function tfjs({ sizes, batch, rate, weights, biases, x, t }: TrainingProblem, backend: 'cpu' | 'wasm'): Promise<Trainer> {
  // Its binaries lie in its package.
  setWasmPaths('node_modules/@tensorflow/tfjs-backend-wasm/dist/');
  tf.enableProdMode();
  if (!(await tf.setBackend(backend))) throw new Error(`no backend ${backend}`);
  await tf.ready();
  const variables = weights.map((values, n) => {
    const [inputs, outputs] = [sizes[n] as number, sizes[n + 1] as number];
    // Its layers multiply from the right.
    const w = tf.tidy(() => tf.transpose(tf.tensor2d(Float32Array.from(values), [outputs, inputs])));
    return { w: tf.variable(w as Tensor2D) as Variable, b: tf.variable(tf.tensor1d(Float32Array.from(biases[n] as Float64Array))) };
  });
  const [xs, ts] = [tf.tensor2d(Float32Array.from(x), [batch, sizes[0]]), tf.tensor2d(Float32Array.from(t), [batch, sizes[3]])];
  const layer = (value: tf.Tensor, n: number) => {
    const { w, b } = variables[n] as (typeof variables)[number];
    return tf.add(tf.matMul(value as Tensor2D, w as unknown as Tensor2D), b);
  };
  const loss = () => {
    const sums = layer(tf.tanh(layer(tf.tanh(layer(xs, 0)), 1)), 2);
    if (sizes[3] === 1) return tf.losses.sigmoidCrossEntropy(ts, sums) as Scalar;
    return tf.losses.softmaxCrossEntropy(ts, sums) as Scalar;
  };
  const optimiser = tf.train.sgd(rate);
  return {
    name: `tfjs, ${backend}`,
    bits: 32,
    run: async (steps) => {
      await tf.setBackend(backend);
      for (let n = 1; n < steps; n++) optimiser.minimize(loss);
      const last = optimiser.minimize(loss, true) as Scalar;
      const [value] = await last.data();
      last.dispose();
      return value as number;
    },
  };
}
