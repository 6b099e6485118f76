import { DenseTrainer } from '../../src/core/training/dense/dense-trainer.ts';
import type { Trainer, TrainingProblem } from './problem.ts';

/** The project's own trainer, on one of its paths. */
export function dense({ sizes, batch, rate, weights, biases, x, t }: TrainingProblem, path: 'plain' | 'fastest'): Trainer {
  const one = sizes[3] === 1;
  const trainer = new DenseTrainer(
    {
      sizes,
      activations: [{ name: 'tanh' }, { name: 'tanh' }, { name: one ? 'sigmoid' : 'softmax' }],
      loss: one ? 'binary cross entropy' : 'cross entropy',
    },
    batch,
    path,
  );
  weights.forEach((values, n) => {
    trainer.weights(n).set(values);
  });
  biases.forEach((values, n) => {
    trainer.biases(n).set(values);
  });
  trainer.load(x, t);
  return {
    name: `this trainer, ${trainer.path}`,
    bits: 64,
    run: (steps) => {
      let loss = 0;
      for (let n = 0; n < steps; n++) {
        loss = trainer.step();
        trainer.descend(rate);
      }
      return loss;
    },
  };
}
