import type { TrainGoal, TrainWishes } from '../protocol/preview.ts';
import { fill, formula, h } from './dom.ts';
import { spoken } from './result.ts';

/** What there is to train for. */
export class GoalView {
  readonly element = h('div', { class: 'goal' });
  readonly #listener: { chosen(goal: NonNullable<TrainWishes['goal']>): void };

  constructor(listener: { chosen(goal: NonNullable<TrainWishes['goal']>): void }) {
    this.#listener = listener;
  }

  /** Shows the goals; without a `goal` none of them is chosen. */
  show({ goals, goal }: { readonly goals: readonly TrainGoal[]; readonly goal?: number }): void {
    const [chosen] = goal === undefined ? [] : goals.slice(goal);
    if (goals.length === 0) fill(this.element);
    else if (goals.length === 1 && chosen)
      fill(this.element, 'Training for', formula(chosen.tex), h('span', { class: 'quiet' }, chosen.line));
    else fill(this.element, 'Training for', this.#choice(goals, goal));
  }

  #choice(goals: readonly TrainGoal[], goal: number | undefined): HTMLElement {
    const choose = (): void => this.#listener.chosen({ place: Number(select.value), tex: goals[Number(select.value)]?.tex ?? '' });
    const select = h('select', { 'aria-label': 'What becomes small', change: choose });
    if (goal === undefined) select.append(new Option('another one…', '', true, true));
    for (const [n, { tex, line }] of goals.entries())
      select.append(new Option(`${spoken([{ tex }])} in ${line}`, String(n), false, n === goal));
    return select;
  }
}
