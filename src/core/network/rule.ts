import type { Step } from '../check/classify/step.ts';
import type { Decider } from '../check/decide.ts';
import { mentioned } from '../check/mentioned.ts';
import type { Expr, FamilyKey } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { phrase } from '../meaning/phrases/index.ts';
import { familyKey, partsOfKey } from '../meaning/symbols.ts';
import type { Plan } from '../training/plan.ts';
import { rateIn, rateLetters, updatesIn } from './claims.ts';

const stepSize = phrase('stepSize');

/** How many names may stand between a velocity and the derivative that it gathers. */
const deepest = 3;

/** A name that is worked out from what it was: `v \leftarrow \mu v - …`, `m_t = \beta m_{t-1} + …`. */
interface Recurrence {
  readonly step: Step;
  /** The name of what it was. */
  readonly before: FamilyKey;
  readonly rate?: FamilyKey;
}

/**
 * The optimiser by which notes move their parameters: plain descent, with momentum where a velocity gathers derivatives, Adam where squares of
 * derivatives are gathered too; with the step size and the other constants where the notes give them numbers. `within`: what the loss rests on.
 */
export function ruleOf(decider: Decider, parameters: ReadonlySet<FamilyKey>, within: ReadonlySet<FamilyKey>): Plan['rule'] {
  return new RuleReader(decider, parameters, within).rule();
}

class RuleReader {
  private readonly decider: Decider;
  private readonly parameters: ReadonlySet<FamilyKey>;
  private readonly within: ReadonlySet<FamilyKey>;

  constructor(decider: Decider, parameters: ReadonlySet<FamilyKey>, within: ReadonlySet<FamilyKey>) {
    this.decider = decider;
    this.parameters = parameters;
    this.within = within;
  }

  rule(): Plan['rule'] {
    const all = [...this.updates(), ...this.recurrences()];
    const gathered = all.filter(({ step, before }) => !this.isMoved(before) && this.powersIn(step.rhs, before).size > 0);
    const squares = gathered.find(({ step, before }) => this.powersIn(step.rhs, before).has(2));
    const plain = gathered.find((one) => one !== squares);
    const [decay, other] = [plain, squares].map((one) => one && decayOf(one));
    const moving = [...all.filter(({ before }) => this.isMoved(before)), ...gathered].flatMap(({ rate }) => rate ?? []);
    const own = this.numberOf(moving.find((name) => name !== decay && name !== other && !this.within.has(name)));
    const rate = own ?? this.saidRate();
    const isAdam = squares !== undefined;
    const constants = {
      ...named(isAdam ? 'beta1' : 'momentum', this.numberOf(decay)),
      ...named('beta2', this.numberOf(other)),
    };
    return {
      optimiser: isAdam ? 'adam' : plain ? 'momentum' : 'sgd',
      ...named('rate', rate === undefined || isAdam || plain === undefined ? rate : rate * this.shareIn(plain, decay)),
      constants,
    };
  }

  private updates(): readonly Recurrence[] {
    return updatesIn(this.decider.meaning).map(({ step, family, rate }) => ({
      step,
      before: family,
      ...(rate === undefined ? {} : { rate }),
    }));
  }

  /** Names that are worked out from one of the same letter that nothing gives a value: `m_1` from `m_0`, `\theta_{t+1}` from `\theta_t`. */
  private recurrences(): readonly Recurrence[] {
    const { steps, definitions } = this.decider.meaning;
    return steps.flatMap((step): readonly Recurrence[] => {
      const { lhs, rhs, definition } = step;
      if (definition === undefined || lhs.kind !== 'ref' || rhs.kind !== 'add') return [];
      const { base } = partsOfKey(lhs.family);
      const before = [...mentioned(rhs)].find((name) => name !== lhs.family && partsOfKey(name).base === base && !definitions.has(name));
      if (before === undefined) return [];
      const rate = rateIn(rhs, definitions);
      return [{ step, before, ...(rate === undefined ? {} : { rate }) }];
    });
  }

  /** Whether a name is moved by what is learnt: a parameter, or a letter for all of them that the loss itself does not mention. */
  private isMoved(family: FamilyKey): boolean {
    if (this.parameters.has(family)) return true;
    const { base } = partsOfKey(family);
    return this.letters().has(base) && !this.within.has(family);
  }

  /** The letters for all parameters: derivatives are taken by them, and nothing defines them. */
  private letters(): ReadonlySet<string> {
    const { steps, definitions } = this.decider.meaning;
    const found = new Set<string>();
    for (const { lhs, rhs } of steps)
      for (const node of [...walk(lhs), ...walk(rhs)])
        if (node.kind === 'partial' && node.wrt.kind === 'ref' && !this.within.has(node.wrt.family) && !definitions.has(node.wrt.family))
          found.add(partsOfKey(node.wrt.family).base);
    return found;
  }

  /** To which powers derivatives by what is moved stand in a formula, and in those of its names; `apart`: the name of what it was. */
  private powersIn(expr: Expr, apart: FamilyKey, depth = deepest): ReadonlySet<number> {
    const found = new Set<number>();
    const squared = new Set<Expr>();
    for (const node of walk(expr)) {
      if (squared.has(node)) continue;
      const inner = node.kind === 'power' ? this.powersIn(node.base, apart, depth) : new Set<number>();
      if (node.kind === 'power' && node.exponent.kind === 'number' && node.exponent.value === 2 && inner.has(1)) {
        found.add(2);
        for (const below of walk(node.base)) squared.add(below);
      }
      if (node.kind === 'partial' && node.wrt.kind === 'ref' && this.isMoved(node.wrt.family)) found.add(1);
      const body = node.kind === 'ref' && node.family !== apart && 0 < depth ? this.bodyOf(node.family) : undefined;
      for (const power of body ? this.powersIn(body, apart, depth - 1) : []) found.add(power);
    }
    return found;
  }

  /** The formula of a name that is none of the network's own. */
  private bodyOf(family: FamilyKey): Expr | undefined {
    if (this.within.has(family)) return undefined;
    const meaning = this.decider.meaning.definitions.get(family)?.at(-1)?.meaning;
    return meaning?.kind === 'formula' ? meaning.body : undefined;
  }

  /** How much of a derivative a velocity takes: 1 - \beta of it where it is a running mean. */
  private shareIn({ step }: Recurrence, decay: FamilyKey | undefined): number {
    const kept = this.numberOf(decay);
    const isMean = walk(step.rhs).some((node) => {
      const [one, less] = node.kind === 'add' && node.terms.length === 2 ? node.terms : [];
      return one?.kind === 'number' && one.value === 1 && less?.kind === 'negate' && less.of.kind === 'ref' && less.of.family === decay;
    });
    return isMean && kept !== undefined ? 1 - kept : 1;
  }

  private numberOf(family: FamilyKey | undefined): number | undefined {
    return family === undefined ? undefined : this.decider.judge.values.of({ kind: 'ref', family, slots: [] })?.value;
  }

  /** The number of a letter of step sizes in a paragraph that speaks of one. */
  private saidRate(): number | undefined {
    const { meaning, judge } = this.decider;
    const { sentences } = meaning.note;
    for (const letter of rateLetters) {
      const family = familyKey(letter, '', 0);
      const shown = this.within.has(family) ? undefined : judge.values.of({ kind: 'ref', family, slots: [] });
      const chain = shown && meaning.steps.find(({ order }) => order === shown.order)?.chain;
      const isHere = ({ section, paragraph, text }: (typeof sentences)[number]): boolean =>
        section === chain?.section && paragraph === chain.paragraph && stepSize.test(text);
      if (shown && 0 < shown.value && sentences.some(isHere)) return shown.value;
    }
    return undefined;
  }
}

function named<Name extends string>(name: Name, value: number | undefined): { readonly [key in Name]?: number } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [key in Name]?: number };
}

/** The name with which a velocity multiplies its old value. */
function decayOf({ step, before }: Recurrence): FamilyKey | undefined {
  for (const node of walk(step.rhs)) {
    const factors = node.kind === 'multiply' ? node.factors : [];
    if (!factors.some((factor) => factor.kind === 'ref' && factor.family === before)) continue;
    const other = factors.find((factor) => factor.kind === 'ref' && factor.family !== before && factor.slots.length === 0);
    if (other?.kind === 'ref') return other.family;
  }
  return undefined;
}
