import type { Plan } from '../core/training/plan.ts';
import { formatNumber } from '../service/numbers.ts';
import { plainSentence, sentence } from '../service/sentence.ts';
import { fill, formula, h } from './dom.ts';
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
    this.element = h('section', {}, h('h2', {}, 'Gradients'), this.#parameters.element, this.#assumed);
  }

  open(plan: Plan, linkTo: LinkTo): void {
    this.#plan = plan;
    this.#parameters.open(plan, linkTo);
  }

  start(opened: Opened): void {
    const found = this.#plan ? assumedIn(this.#plan, opened) : [];
    this.#assumed.hidden = found.length === 0;
    fill(
      this.#assumed,
      h('summary', {}, found.length === 1 ? '1 assumption' : `${found.length} assumptions`),
      h('ul', {}, ...found.map((words) => h('li', {}, ...words))),
    );
  }

  report(report: Report): void {
    this.#parameters.show(report);
  }
}

/** What the notes leave open and was chosen. */
function assumedIn({ assumed, hidden, constants }: Plan, { rate, rateFrom }: Opened): readonly (readonly (Node | string)[])[] {
  const open = <T extends { readonly isStated: boolean }>(all: readonly T[]): readonly T[] => all.filter(({ isStated }) => !isStated);
  return [
    ...assumed.map((message) => [sentence(plainSentence(message))]),
    ...open(hidden).map(({ tex, size }) => ['The notes leave open how many units ', formula(tex), ` has, so it has ${size}.`]),
    ...open(constants).map(({ tex, value }) => ['The notes leave ', formula(tex), ` open, so it is ${formatNumber(value)}.`]),
    ...(rateFrom === 'trial'
      ? [[`The notes leave the step size open, so it is ${formatNumber(rate)}, the smallest of a few that does well in a short trial.`]]
      : []),
  ];
}
