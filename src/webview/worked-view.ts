import type { ShownNumber, WorkedExample, WorkedNode, WorkedRow } from '../protocol/preview.ts';
import { formatNumber } from '../service/numbers.ts';
import { fill, formula, h, icon, icons } from './dom.ts';
import type { LinkTo } from './parameters.ts';
import { Walk } from './walk.ts';
import { asShown, precisely, walkOf } from './worked.ts';

export interface WorkedListener {
  /** The walk has come to a number of the notes. */
  walked(place: { readonly part: number; readonly start: number }): void;
}

/** What the mark of a number means. */
const marks: Readonly<Record<WorkedRow['likeness'], { readonly drawing: string; readonly label: string }>> = {
  same: { drawing: icons.right, label: 'The same to the digits of the notes' },
  rounded: { drawing: icons.about, label: 'The same but for the rounding on the way' },
  wrong: { drawing: icons.wrong, label: 'Not what the formula comes to' },
};

/** One pass through the network with the numbers of the notes: what they give, and each number that they work out beside what it comes to. */
export class WorkedView {
  readonly element = h('div', { class: 'worked', hidden: true });
  readonly #listener: WorkedListener;
  readonly #given = h('div', { class: 'given' });
  readonly #numbers = h('table', { class: 'numbers-by-hand' });
  readonly #nodes = h('table', { class: 'nodes' });
  readonly #walk = new Walk('number', { changed: () => this.#show(), walked: (stop) => this.#walked(stop) });
  readonly #nodesPlace = h('section', {}, h('h2', {}, 'Every node: its value, and what the loss changes with it'), this.#nodes);
  /** In the order in which they are worked out, and their rows in the table. */
  #stops: readonly WorkedRow[] = [];
  #rows: readonly HTMLElement[] = [];

  constructor(listener: WorkedListener) {
    this.#listener = listener;
    fill(
      this.element,
      h('section', {}, h('h2', {}, 'Given'), this.#given),
      h(
        'section',
        {},
        h('h2', {}, 'Worked out in the notes'),
        h('div', { class: 'controls', role: 'toolbar', 'aria-label': 'Worked example' }, this.#walk.element),
        this.#numbers,
      ),
      this.#nodesPlace,
    );
  }

  /** Another example. */
  open(example: WorkedExample, linkTo: LinkTo): void {
    const stops = walkOf(example);
    this.#walk.open(stops.length, JSON.stringify(stops.map(numbersOf)) === JSON.stringify(this.#stops.map(numbersOf)));
    this.#stops = stops;
    fill(this.#given, ...example.given.map(({ tex, value }) => formula(`${tex} = ${texOf(value)}`)));
    this.#rows = stops.map((row) => rowOf(row, linkTo));
    const heads = ['', 'name', 'by', 'notes', 'here', ''];
    const isForward = (n: number): boolean => stops[n]?.isForward === true;
    fill(
      this.#numbers,
      h('caption', { class: 'hidden' }, 'Numbers of the notes beside what their formulas come to'),
      headOf(heads, ['verdict', '', '', '', '', 'line']),
      ...groupsOf(
        'Forward',
        this.#rows.filter((_, n) => isForward(n)),
        heads.length,
      ),
      ...groupsOf(
        'Back',
        this.#rows.filter((_, n) => !isForward(n)),
        heads.length,
      ),
    );
    this.#showNodes(example.nodes);
    this.#show();
  }

  #showNodes(nodes: readonly WorkedNode[]): void {
    this.#nodesPlace.hidden = nodes.length === 0;
    fill(
      this.#nodes,
      h('caption', { class: 'hidden' }, 'Value and adjoint of every node with the numbers of the notes'),
      headOf(['node', 'value', 'notes', 'adjoint', 'notes'], []),
      h('tbody', {}, ...nodes.map((node) => nodeRowOf(node))),
    );
  }

  #walked(at: number): void {
    this.#rows[at]?.scrollIntoView({ block: 'nearest' });
    const where = this.#stops[at]?.where;
    if (where) this.#listener.walked({ part: where.part, start: where.range.start });
  }

  #show(): void {
    const { isAll, passed } = this.#walk;
    for (const [n, row] of this.#rows.entries()) {
      row.classList.toggle('ahead', passed <= n);
      row.classList.toggle('here', !isAll && n === passed - 1);
    }
    const way = this.#stops[passed - 1]?.isForward ? 'forward' : 'back';
    const { length } = this.#stops;
    this.#walk.say(isAll ? `all ${length}` : `${way}, ${passed} of ${length}`);
  }
}

function headOf(heads: readonly string[], hidden: readonly string[]): HTMLElement {
  const cell = (head: string, n: number): HTMLElement => {
    const spoken = hidden[n];
    if (head === '') return h('th', { scope: 'col' }, h('span', { class: 'hidden' }, spoken));
    return h('th', { scope: 'col', class: head === 'name' || head === 'by' || head === 'node' ? '' : 'number' }, head);
  };
  return h('thead', {}, h('tr', {}, ...heads.map(cell)));
}

function groupsOf(title: string, rows: readonly HTMLElement[], columns: number): HTMLElement[] {
  if (rows.length === 0) return [];
  return [h('tbody', {}, h('tr', { class: 'group' }, h('th', { scope: 'rowgroup', colspan: String(columns) }, title)), ...rows)];
}

function rowOf(row: WorkedRow, linkTo: LinkTo): HTMLElement {
  const { tex, formula: by, computed, likeness, where } = row;
  return h(
    'tr',
    { class: likeness },
    h('td', { class: 'mark' }, markOf(likeness)),
    h('th', { scope: 'row' }, tall(tex)),
    h('td', { class: 'by' }, by === tex ? undefined : tall(by)),
    h('td', { class: 'number shown', 'data-label': 'notes' }, asShown(row)),
    h('td', { class: 'number computed', 'data-label': 'here' }, precisely(computed, row)),
    h('td', { class: 'place' }, linkTo({ part: where.part, start: where.range.start })),
  );
}

function markOf(likeness: WorkedRow['likeness']): HTMLElement {
  const { drawing, label } = marks[likeness];
  return h('span', { role: 'img', 'aria-label': label, title: label }, icon(drawing));
}

function nodeRowOf({ tex, value, isGiven, adjoint, inNotes }: WorkedNode): HTMLElement {
  const here = (number: number | undefined): HTMLElement => h('td', { class: 'number' }, number === undefined ? '–' : formatNumber(number));
  const notes = (number: ShownNumber | undefined): HTMLElement =>
    h('td', { class: `number ${number?.likeness ?? 'quiet'}` }, number ? asShown(number) : '–');
  const given = h('td', { class: 'number quiet' }, 'given');
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, formula(tex)),
    here(value),
    isGiven ? given : notes(inNotes.value),
    here(adjoint),
    notes(inNotes.adjoint),
  );
}

/** A formula as tall as on a line of its own. */
function tall(tex: string): HTMLElement {
  return formula(`\\displaystyle ${tex}`);
}

function texOf(value: number): string {
  return formatNumber(value, 12).replace('−', '-');
}

function numbersOf({ tex, shown, computed }: WorkedRow): unknown {
  return [tex, shown, computed];
}
