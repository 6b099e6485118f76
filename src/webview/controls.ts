import { dataSets } from '../core/training/data-sets.ts';
import { optimisers } from '../core/training/optimisers.ts';
import type { TrainAnswer } from '../protocol/preview.ts';
import { formatNumber } from '../service/numbers.ts';
import { plainMath } from '../service/plain-math.ts';
import { fill, h } from './dom.ts';
import { type Opened, usualShareOf } from './session.ts';
import { type Bound, bounds, numberIn, type OwnData, type Settings, usualSettings } from './settings.ts';

export interface ControlsListener {
  changed(settings: Settings): void;
  /** Own data are wanted. */
  opening(): void;
}

/** What the controls stand beside. */
export interface Situation {
  readonly settings: Settings;
  readonly answer: TrainAnswer;
  readonly opened: Opened | undefined;
  readonly own: OwnData | undefined;
}

/**
 * The settings, folded away behind a line that tells them. The elements are the plain ones of the browser: every screen reader knows them, and
 * what a field is about can be said in an element beside it.
 */
export class Controls {
  readonly element = h('details', { class: 'settings' });
  readonly #summary = h('summary');
  readonly #fields = h('div', { class: 'groups' });
  readonly #listener: ControlsListener;

  constructor(listener: ControlsListener) {
    this.#listener = listener;
    fill(this.element, this.#summary, this.#fields);
  }

  /** With other values; the field with the focus keeps it. */
  show(situation: Situation): void {
    const { activeElement } = document;
    const focused = this.#fields.contains(activeElement) ? activeElement?.id : undefined;
    this.#summary.textContent = summaryOf(situation);
    fill(this.#fields, this.#dataGroup(situation), this.#networkGroup(situation), this.#trainingGroup(situation));
    if (focused) document.getElementById(focused)?.focus();
  }

  #dataGroup({ settings, answer, own }: Situation): HTMLElement {
    const usual = dataSets.find(({ name }) => name === answer.data);
    const chosen = settings.data ?? '';
    const isOwn = chosen === 'own' && own !== undefined;
    const sets = dataSets.map(({ name, title }): Choice => [name, title]);
    const ownChoice: Choice = ['own', own ? own.name : 'rows of a file…'];
    const choose = (name: string): void => {
      if (name === 'own' && own === undefined) this.#listener.opening();
      else this.#change(settings, 'data', name || undefined);
    };
    const set = dataSets.find(({ name }) => name === (chosen || answer.data));
    return group(
      'Data',
      select(
        'data',
        'Data',
        [['', usual ? `usual: ${usual.title}` : 'usual for the network'], ...sets, ownChoice],
        isOwn ? 'own' : chosen,
        choose,
      ),
      ...(isOwn
        ? [
            h(
              'div',
              { class: 'field' },
              h('span', {}, 'File'),
              h('button', { type: 'button', id: 'open', click: () => this.#listener.opening() }, 'Open another…'),
            ),
          ]
        : [
            this.#number(settings, 'count', 'Points', String(usualSettings.count)),
            this.#number(settings, 'noise', 'Noise', set ? formatNumber(set.noise) : ''),
          ]),
      this.#number(settings, 'share', 'Train share', formatNumber(usualShareOf(set?.name ?? ''))),
      this.#number(settings, 'randomSeed', 'Seed', String(usualSettings.randomSeed)),
    );
  }

  #networkGroup({ settings, answer }: Situation): HTMLElement | undefined {
    const { hidden } = answer.plan;
    const sizes = hidden.map(({ size }) => size);
    const units = hidden.map(({ tex, size, isStated }, n) => {
      const take = (value: number | undefined): void => {
        const next = sizes.map((own, other) => (other === n ? (value ?? size) : own));
        this.#change(settings, 'hidden', value === undefined ? undefined : next);
      };
      return number({
        id: `units-${n}`,
        label: `Units of ${plainMath(tex)}`,
        hint: isStated ? `${size} (notes)` : String(size),
        value: settings.hidden?.[n],
        bound: bounds.units,
        take,
      });
    });
    const { activations, isActivationOpen, plan } = answer;
    const [usual, ...others] = isActivationOpen
      ? activations.map((name, n) => (n === 0 ? `usual: ${name}` : name))
      : ['as in the notes', ...activations];
    const named = (names: readonly string[]): readonly Choice[] => names.map((name): Choice => [name, name]);
    const activation =
      activations.length > 0 ? [this.#select(settings, 'activation', 'Activation', [['', usual ?? ''], ...named(others)])] : [];
    const loss =
      plan.choices.losses.length > 0
        ? [
            this.#select(settings, 'loss', 'Loss', [
              ['', `notes: ${plainMath(plan.loss.insteadOf ?? plan.loss.tex)}`],
              ...named(plan.choices.losses),
            ]),
          ]
        : [];
    const fields = [...activation, ...loss, ...units];
    return fields.length === 0 ? undefined : group('Network', ...fields);
  }

  #trainingGroup({ settings, answer, opened }: Situation): HTMLElement {
    const own = optimisers.find(({ name }) => name === answer.plan.rule.optimiser);
    const choices: readonly Choice[] = [['', `notes: ${own?.title ?? ''}`], ...optimisers.map(({ name, title }): Choice => [name, title])];
    return group(
      'Training',
      this.#select(settings, 'optimiser', 'Optimiser', choices),
      this.#number(
        settings,
        'rate',
        'Rate',
        opened && opened.rateFrom !== 'job' ? `${formatNumber(opened.rate)} (${rateFrom[opened.rateFrom]})` : 'as the notes say',
      ),
      this.#number(settings, 'batch', 'Batch', String(usualSettings.batch)),
      this.#number(settings, 'decay', 'L2 decay', '0'),
      this.#number(settings, 'stretch', 'Play steps', String(usualSettings.stretch)),
    );
  }

  /** A field of a name; the first choice is none. */
  #select(settings: Settings, name: 'activation' | 'loss' | 'optimiser', label: string, choices: readonly Choice[]): HTMLElement {
    return select(name, label, choices, settings[name] ?? '', (value) => this.#change(settings, name, value || undefined));
  }

  /** A field of a number; empty, it is what it was before anyone chose. */
  #number(settings: Settings, name: Exclude<keyof typeof bounds, 'units'>, label: string, hint: string): HTMLElement {
    const value = settings[name] === usualSettings[name] ? undefined : settings[name];
    const take = (next: number | undefined): void => this.#change(settings, name, next ?? usualSettings[name]);
    return number({ id: name, label, hint, value, bound: bounds[name], take });
  }

  #change<K extends keyof Settings>(settings: Settings, name: K, value: Settings[K] | undefined): void {
    const { [name]: _, ...rest } = settings;
    this.#listener.changed((value === undefined ? rest : { ...rest, [name]: value }) as Settings);
  }
}

const rateFrom = { notes: 'notes', trial: 'tried' } as const;

type Choice = readonly [value: string, label: string];

function group(title: string, ...fields: readonly HTMLElement[]): HTMLElement {
  return h('fieldset', {}, h('legend', {}, title), ...fields);
}

function select(id: string, label: string, choices: readonly Choice[], value: string, take: (value: string) => void): HTMLElement {
  const element = h('select', { id, change: () => take(element.value) });
  for (const [each, text] of choices) element.append(new Option(text, each, false, each === value));
  return h('div', { class: 'field' }, h('label', { for: id }, label), element);
}

interface NumberField {
  readonly id: string;
  readonly label: string;
  /** What holds while the field is empty. */
  readonly hint: string;
  readonly value: number | undefined;
  readonly bound: Bound;
  readonly take: (value: number | undefined) => void;
}

function number({ id, label, hint, value, bound, take }: NumberField): HTMLElement {
  const problem = h('span', { class: 'problem', id: `${id}-problem`, role: 'alert' });
  const input = h('input', {
    id,
    type: 'text',
    inputmode: bound.isWhole ? 'numeric' : 'decimal',
    autocomplete: 'off',
    placeholder: hint,
    value: value === undefined ? '' : String(value),
    'aria-describedby': problem.id,
    change: () => {
      const read = numberIn(input.value, bound);
      input.setAttribute('aria-invalid', String(read === 'bad'));
      const kind = bound.isWhole ? 'A whole number' : 'A number';
      problem.textContent = read === 'bad' ? `${kind} from ${formatNumber(bound.least)} to ${formatNumber(bound.most, 10)}` : '';
      if (read !== 'bad') take(read);
    },
  });
  return h('div', { class: 'field' }, h('label', { for: id }, label), input, problem);
}

/** The settings in one line. */
function summaryOf({ settings, answer, opened, own }: Situation): string {
  const set = dataSets.find(({ name }) => name === (settings.data ?? answer.data));
  const data = settings.data === 'own' && own ? own.name : (set?.title ?? '');
  if (opened === undefined) return data;
  const count = opened.train.count + opened.testCount;
  const optimiser = optimisers.find(({ name }) => name === opened.optimiser)?.title ?? opened.optimiser;
  return `${data}, ${count} points · ${optimiser}, rate ${formatNumber(opened.rate)} · batch ${answer.plan.batch}`;
}
