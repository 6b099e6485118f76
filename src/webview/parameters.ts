import type { NotePlace, Parameter, Plan } from '../core/training/plan.ts';
import { formatNumber } from '../service/numbers.ts';
import { fill, formula, h, icon, icons } from './dom.ts';
import { gradientTex } from './result.ts';
import type { Report } from './session.ts';

/** How the gradient of a parameter stands in the notes: its mark, and what that means. */
const standings: Readonly<Record<Parameter['standing'], { readonly mark: string; readonly label: string; readonly words?: string }>> = {
  right: { mark: icons.right, label: 'The gradient of the notes is the true one' },
  wrong: { mark: icons.wrong, label: 'The gradient of the notes is not the true one' },
  unclaimed: { mark: icons.open, label: 'The notes claim none', words: 'None in the notes; true gradient used' },
  unused: { mark: icons.open, label: 'The claim was not decided', words: 'Not decided; true gradient used' },
};

/** A link to a place in the notes. */
export type LinkTo = (place: { readonly part: number; readonly start: number }, label?: string) => HTMLElement;

/** A row for each parameter: where its gradient comes from, and how far it is from the true one. */
export class Parameters {
  readonly element = h('table', { class: 'parameters' });
  #numbers: readonly { readonly cosine: HTMLElement; readonly error: HTMLElement }[] = [];

  /** Another network. */
  open(plan: Plan, linkTo: LinkTo): void {
    const rows = plan.parameters.map((parameter) => rowOf(plan, parameter, linkTo));
    this.#numbers = rows.map(({ cosine, error }) => ({ cosine, error }));
    const heads = ['', 'gradient', 'from the notes', 'cosine', 'rel. error'];
    fill(
      this.element,
      h('caption', { class: 'hidden' }, 'Gradients of the notes compared with the true ones'),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ...heads.map((head, n) =>
            h(
              'th',
              { scope: 'col', ...(2 < n ? { class: 'number' } : {}) },
              head === '' ? h('span', { class: 'hidden' }, 'verdict') : head,
            ),
          ),
        ),
      ),
      h('tbody', {}, ...rows.map(({ row }) => row)),
    );
  }

  show({ state }: Report): void {
    for (const [n, { cosine, error }] of this.#numbers.entries()) {
      const distance = state.distances[n];
      cosine.textContent = shown(distance?.cosine, 4);
      error.textContent = shown(distance?.error, 2);
    }
  }
}

function rowOf(plan: Plan, parameter: Parameter, linkTo: LinkTo) {
  const { standing, formula: tex, claims, faults } = parameter;
  const { mark, label, words } = standings[standing];
  const [first] = claims;
  const cosine = h('td', { class: 'number', 'data-label': 'cosine' }, '–');
  const error = h('td', { class: 'number', 'data-label': 'rel. error' }, '–');
  const own = tex !== undefined && words === undefined ? [h('div', { class: 'claim' }, formula(tex), first && link(first, linkTo))] : [];
  const others = faults.filter(({ where }) => where.range.start !== first?.range.start || where.part !== first.part);
  const row = h(
    'tr',
    { class: standing },
    h('td', { class: 'mark' }, h('span', { role: 'img', 'aria-label': label, title: label }, icon(mark))),
    h('th', { scope: 'row' }, formula(gradientTex(plan, parameter, true))),
    h(
      'td',
      { class: 'from' },
      ...own,
      words && h('div', { class: 'quiet' }, words, ...(standing === 'unused' && first ? [' ', link(first, linkTo)] : [])),
      ...others.map((fault) =>
        h('div', { class: 'claim fault' }, h('span', { class: 'quiet' }, 'wrong by'), formula(fault.formula), link(fault.where, linkTo)),
      ),
    ),
    cosine,
    error,
  );
  return { row, cosine, error };
}

function link({ part, range }: NotePlace, linkTo: LinkTo): HTMLElement {
  return linkTo({ part, start: range.start });
}

/** What rounding alone makes is none. */
function shown(value: number | undefined, digits: number): string {
  if (value === undefined || Number.isNaN(value)) return '–';
  return Math.abs(value) < 1e-9 ? '0' : formatNumber(value, digits);
}
