import { readNote } from '../../../src/core/notes/read-note.ts';
import { type Goal, type NoteTrainer, openTrainer, type PlanOptions } from '../../../src/core/pipeline/train.ts';
import { render } from '../../../src/core/text/message.ts';
import { dataSets, pointsOf } from '../../../src/core/training/data-sets.ts';
import type { Plan } from '../../../src/core/training/plan.ts';
import { type Split, split } from '../../../src/core/training/points.ts';
import { Race, triedRate } from '../../../src/core/training/race.ts';

export const defaults: PlanOptions = { dimension: 2, classes: 2, batch: 16, randomSeed: 1 };

/** What trains from a Markdown note. */
export function trainerOf(text: string): NoteTrainer {
  return openTrainer(readNote([{ text, format: 'markdown' }]));
}

/** The network of a note, of the loss that it differentiates most. */
export function planOf(text: string, options: Partial<PlanOptions> = {}, of?: string): Plan {
  const trainer = trainerOf(text);
  const goal = trainer.goal(of === undefined ? {} : { of });
  if ('refused' in goal) throw new Error(render(goal.refused));
  return planFor(trainer, goal, options);
}

export function planFor(trainer: NoteTrainer, goal: Goal, options: Partial<PlanOptions> = {}): Plan {
  const plan = trainer.plan(goal, { ...defaults, ...options });
  if ('refused' in plan) throw new Error(render(plan.refused));
  return plan;
}

/** Made-up data of a kind. */
export function dataOf(name: string, count = 120): Split {
  const set = dataSets.find((one) => one.name === name);
  if (set === undefined) throw new Error(`no data ${name}`);
  return split(pointsOf(set, 1, { count }), 0.8, 1);
}

/** A race of so many steps on some data, at the step size of the notes or one that is tried. */
export function raced(plan: Plan, data: Split, steps: number, rate?: number): Race {
  const settings = { optimiser: plan.rule.optimiser, constants: plan.rule.constants, randomSeed: 1 };
  const race = new Race(plan, data, { ...settings, rate: rate ?? plan.rule.rate ?? triedRate(plan, data, settings) });
  for (let n = 0; n < steps; n++) race.step();
  return race;
}

const r = String.raw;

/** Two layers, index notation, with every gradient. */
export const twoLayers = [
  r`$$a_j = \sum_i w_{ji} x_i + b_j, \qquad z_j = \tanh(a_j)$$`,
  r`$$y_k = \sum_j v_{kj} z_j + c_k, \qquad E = \frac{1}{2} \sum_k (y_k - t_k)^2$$`,
  r`$$\delta_k = \frac{\partial E}{\partial y_k} = y_k - t_k$$`,
  r`$$\epsilon_j = \frac{\partial E}{\partial a_j} = (1 - z_j^2) \sum_k v_{kj} \delta_k$$`,
  r`$$\frac{\partial E}{\partial v_{kj}} = \delta_k z_j, \qquad \frac{\partial E}{\partial c_k} = \delta_k$$`,
  r`$$\frac{\partial E}{\partial w_{ji}} = \epsilon_j x_i, \qquad \frac{\partial E}{\partial b_j} = \epsilon_j$$`,
].join('\n\n');
