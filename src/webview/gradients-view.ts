import type { Plan } from '../core/training/plan.ts';
import { showAssumptions } from './assumptions.ts';
import { h } from './dom.ts';
import { type LinkTo, Parameters } from './parameters.ts';
import type { Opened, Report } from './session.ts';
import type { View } from './view.ts';

/** The gradients of the notes beside the true ones, and what was assumed to have them. */
export class GradientsView implements View {
  readonly element: HTMLElement;
  readonly #parameters = new Parameters();
  readonly #assumed = h('details', { class: 'assumed' });
  #plan: Plan | undefined;

  constructor() {
    this.#assumed.hidden = true;
    this.element = h('section', {}, h('h2', {}, 'Gradients'), this.#parameters.element, this.#assumed);
  }

  open(plan: Plan, linkTo: LinkTo): void {
    this.#plan = plan;
    this.#parameters.open(plan, linkTo);
  }

  start(opened: Opened): void {
    if (this.#plan) showAssumptions(this.#assumed, this.#plan, opened);
  }

  report(report: Report): void {
    this.#parameters.show(report);
  }
}
