import type { Expr, FamilyKey } from '../expr/expr.ts';
import { freeIndices, holeIn, substitute, walk, withTerm } from '../expr/expr.ts';
import type { Syntax } from '../latex/syntax.ts';
import { phrase } from '../meaning/phrases/index.ts';
import { baseName, partsOfKey, symbolOf } from '../meaning/symbols.ts';
import { flatMap } from '../text/lists.ts';
import { message } from '../text/message.ts';
import type { Step } from './classify/step.ts';
import { type Decision, decided, isTrue, undetermined } from './decision.ts';
import { isOpenIn } from './definition.ts';
import { rateLetters } from './descent.ts';
import type { Judge } from './judge/judge.ts';
import { mentioned } from './mentioned.ts';
import { partialsIn } from './partials.ts';
import { derives, isChange } from './sides.ts';
import { workedUpdate } from './worked-example.ts';
import type { Worlds } from './worlds.ts';

/** How many letters are tried as the rate of an update that has none of the usual ones. */
const mostOtherRates = 4;

/** The decision on an update `w ← w − η g`: `g` must be the gradient of the loss that the notes differentiate by `w`. */
export function updateVerdict(worlds: Worlds, judge: Judge, step: Step): Decision {
  const { lhs, rhs } = step;
  const hole = holeIn(lhs) ?? holeIn(rhs);
  if (hole) return undetermined(hole.message, [hole]);
  if (lhs.kind !== 'ref') return undetermined(message('unread-update'));
  const ofSample = sampleLossesOf(worlds, step, lhs.family);
  const ofOne = ofSample.length > 0 ? ofSample : besides(worlds, judge, step, lhs.family);
  const known = [...ofOne, ...lossesOf(worlds, step, lhs.family)];
  const losses = [...known, ...widerThan(worlds, step, known)];
  if (lhs.slots.every((term) => term.kind === 'value')) {
    const worked = workedUpdate(
      judge.values,
      step,
      rateLetters.map((letter) => `${letter}^|0`),
      losses,
    );
    if (worked !== undefined) return worked;
  }
  if (!mentioned(rhs).has(lhs.family)) return undetermined(message('unread-update'));
  if (isByRule(worlds, step, lhs.family) || isAverage(worlds, judge, step)) return decided('definition', message('says-rule'));
  const bodies = [rhs, ...changesIn(worlds, step)];
  const byDerivative = bodies.some((body) =>
    walk(body).some(
      (node) => node.kind === 'partial' && node.wrt.kind === 'ref' && (node.wrt.family === lhs.family || isChange(lhs.family)),
    ),
  );
  const { definitions } = worlds.meaning;
  const rates = rateLetters
    .map((letter) => `${letter}^|0`)
    .filter((family) => bodies.some((body) => mentioned(body).has(family)) && !definitions.has(family));
  if (rates.length > 0 && losses.length === 0 && !byDerivative)
    return unsaidUpdate(worlds, judge, step, rates) ?? undetermined(message('unread-update'));
  if (rates.length === 0 || losses.length === 0)
    return (
      byOtherRate(worlds, judge, step, losses) ??
      (byDerivative ? decided('definition', message('says-update')) : undetermined(message('unread-update')))
    );
  const others = [...mentioned(rhs)].filter((family) => family !== lhs.family && !rates.includes(family));
  const uses = walk(rhs).filter((node) => node.kind === 'ref' && node.family === lhs.family).length;
  if (!byDerivative && others.length === 0 && uses < 2) return undetermined(message('needs-values'));
  let failed: Decision | undefined;
  for (const of of losses) {
    const ways = waysOf(worlds, step, of);
    for (const rate of rates) {
      // What is built of another loss, and open, leaves nothing wrong.
      const isWider = failed?.verdict === 'mismatch' && losses.some((other) => other !== of && isMadeOf(worlds, step, of, other));
      const isWhyAsked = failed === undefined || isWider;
      const near = nearestWay(worlds, step, of);
      const decisions = flatMap(ways, (way) => {
        const moved = movedBy(lhs, rate, of, way);
        const decision = isWhyAsked ? judge.decide(step, moved, rhs) : judge.agreement(step, moved, rhs);
        const isOff = near !== undefined && way !== near && ways.includes(near);
        if (isOff && decision && isTrue(decision)) return undetermined(message('unsaid-direction'));
        return decision ?? [];
      });
      const decision = decisions.find(isTrue) ?? decisions.find(({ verdict }) => verdict !== 'mismatch') ?? decisions[0];
      if (decision === undefined) continue;
      if (isTrue(decision))
        return byDerivative && decision.verdict === 'holds'
          ? { ...decision, verdict: 'definition', reason: message('says-update') }
          : decision;
      const isFailed = decision.verdict === 'mismatch';
      if (failed !== undefined && (isFailed || !isWider)) continue;
      if (!isFailed) failed = decision;
      else {
        const isTurned = judge.agreement(step, movedBy(lhs, rate, of, 'up'), rhs) !== undefined;
        // Of one sample a rule may leave out a factor, or have another: it is wrong where it goes the other way.
        const isOfOne = isTurned && isOfOneSample(step, of);
        if (!isOfOne && isLoose(worlds, step)) failed = undetermined(message('loose-update'));
        else if (isTurned && !isToShrink(worlds, step, of)) failed = undetermined(message('unsaid-direction'));
        else failed = decision;
      }
    }
  }
  return failed ?? undetermined(message('unread-update'));
}

/**
 * Whether an update says how a velocity gathers derivatives (`v ← μ v − η ∂E/∂w`), or how a name moves along such a velocity (`w ← w + v`,
 * `w ← w − η s^{-1/2} ∂E/∂w`), so that there is no formula in it that could be wrong.
 */
function isByRule(worlds: Worlds, step: Step, family: FamilyKey): boolean {
  const { rhs } = step;
  const partials = walk(rhs).filter((node) => node.kind === 'partial');
  const inside = new Set(flatMap(partials, (node) => [...mentioned(node)]));
  const others = [...mentioned(rhs)].filter((other) => other !== family && !inside.has(other));
  if (!others.every((other) => isApart(worlds, step, other))) return false;
  const gathered = gatheredIn(worlds, step);
  if (gathered.has(family)) return partials.length > 0;
  const movers = others.filter((other) => gathered.has(other));
  if (movers.length === 0 || !partials.every(isPartialBy(family))) return false;
  const ways =
    partials.length > 0
      ? [signOf(rhs, isPartialBy(family))]
      : movers.map((other) => {
          const inward = signOf(rhs, (node) => node.kind === 'ref' && node.family === other);
          const along = signOf(gathered.get(other) as Expr, isPartialBy(family));
          return inward && along && (inward === along ? 1 : -1);
        });
  return ways.every((way) => way !== undefined && waysOf(worlds, step).includes(way > 0 ? 'up' : 'down'));
}

/**
 * Whether an update averages what a name was with something else that is no derivative, as running means do (`M ← ρ M + (1 − ρ) μ`): of equal
 * things any average is the same, and which one is meant is the author's to say.
 */
function isAverage(worlds: Worlds, judge: Judge, step: Step): boolean {
  const { lhs, rhs } = step;
  if (lhs.kind !== 'ref' || !isApart(worlds, step, lhs.family)) return false;
  const environment = worlds.environmentOf(step);
  const made = [...mentioned(rhs)].filter((family) => environment(family)?.meaning.kind === 'formula');
  const [other] = made;
  if (other === undefined || made.length > 1 || other === lhs.family) return false;
  const places = walk(rhs).filter((node) => node.kind === 'ref' && node.family === other);
  if ([...places, ...flatMap(places, (node) => worlds.bodiesBehind(step, node))].some(derives)) return false;
  const same = places.reduce((whole, node) => substitute(whole, node, lhs), rhs);
  return judge.agreement(step, lhs, same)?.verdict === 'holds';
}

/** The names that updates alone give a meaning, and through which nothing leads to what is differentiated, with what they become. */
function gatheredIn(worlds: Worlds, step: Step): ReadonlyMap<FamilyKey, Expr> {
  const { steps } = worlds.meaning;
  const found = new Map<FamilyKey, Expr>();
  for (const { role, lhs, rhs, chain } of steps) {
    if (role !== 'update' || lhs.kind !== 'ref' || chain.section !== step.chain.section || found.has(lhs.family)) continue;
    if (isApart(worlds, step, lhs.family)) found.set(lhs.family, rhs);
  }
  return found;
}

/** Whether no formula but those of updates gives a name a meaning or has it, and nothing is differentiated by it. */
function isApart(worlds: Worlds, step: Step, family: FamilyKey): boolean {
  const { definitions } = worlds.meaning;
  if (definitions.has(family) || lossesOf(worlds, step, family).length > 0) return false;
  return ![...definitions.values()].some((known) =>
    known.some(({ meaning }) => meaning.kind === 'formula' && mentioned(meaning.body).has(family)),
  );
}

function isPartialBy(family: FamilyKey): (node: Expr) => boolean {
  return (node) => node.kind === 'partial' && node.wrt.kind === 'ref' && node.wrt.family === family;
}

/** The sign with which something stands in a sum of products, undefined where it does not, or stands there otherwise. */
function signOf(expr: Expr, isIt: (node: Expr) => boolean): 1 | -1 | undefined {
  if (isIt(expr)) return 1;
  if (expr.kind === 'negate') {
    const sign = signOf(expr.of, isIt);
    return sign === undefined ? undefined : sign === 1 ? -1 : 1;
  }
  const parts = expr.kind === 'add' ? expr.terms : expr.kind === 'multiply' ? expr.factors : [];
  const signs = flatMap(parts, (part) => {
    const sign = signOf(part, isIt);
    return sign === undefined ? [] : [sign];
  });
  return signs.length === 1 ? signs[0] : undefined;
}

/** What the notes say that the changes are by which a variable moves: `w + \Delta w`. */
function changesIn(worlds: Worlds, step: Step): readonly Expr[] {
  const environment = worlds.environmentOf(step);
  return flatMap([...mentioned(step.rhs)].filter(isChange), (family) => {
    const meaning = environment(family)?.meaning;
    return meaning?.kind === 'formula' ? [meaning.body] : [];
  });
}

/** A name after a step along the derivative of a loss, or against it. */
function movedBy(name: Expr, rate: FamilyKey, of: Expr, way: 'up' | 'down'): Expr {
  const step: Expr = {
    kind: 'multiply',
    factors: [
      { kind: 'ref', family: rate, slots: [] },
      { kind: 'partial', of, wrt: name },
    ],
  };
  return { kind: 'add', terms: [name, way === 'up' ? step : { kind: 'negate', of: step }] };
}

/**
 * An update where the notes define one loss and differentiate none by the name: it is what words call it, or goes the other way.
 * Whether a factor of it was left to the rate is not said.
 */
function unsaidUpdate(worlds: Worlds, judge: Judge, step: Step, rates: readonly FamilyKey[]): Decision | undefined {
  const { lhs, rhs } = step;
  const loss = lhs.kind === 'ref' ? lossBehind(worlds, step, lhs.family) : undefined;
  const isNamed = isSaid(ascending, worlds, step) !== isSaid(descending, worlds, step);
  if (loss === undefined || !isNamed || isLoose(worlds, step)) return undefined;
  const [way = 'down', ...others] = waysOf(worlds, step, loss);
  if (others.length > 0) return eitherWay(worlds, judge, step, rates, loss);
  for (const rate of rates) {
    const decision = judge.decide(step, movedBy(lhs, rate, loss, way), rhs);
    if (isTrue(decision)) return decision;
    if (decision.verdict !== 'mismatch') continue;
    const turned = judge.agreement(step, movedBy(lhs, rate, loss, way === 'up' ? 'down' : 'up'), rhs);
    if (turned !== undefined) return decision;
  }
  return undefined;
}

/** An update that may go either way: right where it goes as what stands nearest says, and open where it goes the other way. */
function eitherWay(worlds: Worlds, judge: Judge, step: Step, rates: readonly FamilyKey[], loss: Expr): Decision | undefined {
  const near = nearestWay(worlds, step, loss);
  for (const way of ['down', 'up'] as const)
    for (const rate of rates) {
      const decision = judge.agreement(step, movedBy(step.lhs, rate, loss, way), step.rhs);
      if (decision !== undefined) return near === undefined || near === way ? decision : undetermined(message('unsaid-direction'));
    }
  return undefined;
}

/** Whether the formula of one loss has another in it. */
function isMadeOf(worlds: Worlds, step: Step, of: Expr, other: Expr): boolean {
  const name = nameOf(other);
  return name !== undefined && worlds.bodiesBehind(step, of).some((body) => mentioned(body).has(name));
}

/** The one name without indices whose formula leads to a family and that no other such formula is made of. */
function lossBehind(worlds: Worlds, step: Step, family: FamilyKey): Expr | undefined {
  const environment = worlds.environmentOf(step);
  const found = flatMap(worlds.meaning.steps, ({ definition, lhs: ref, chain, order }) => {
    if (definition === undefined || definition.meaning.kind !== 'formula' || environment(definition.family) !== definition) return [];
    if (chain.section !== step.chain.section || step.order < order || definition.head.length > 0) return [];
    const { body } = definition.meaning;
    const behind = new Set(flatMap([body, ...worlds.bodiesBehind(step, body)], (each) => [...mentioned(each)]));
    return behind.has(family) ? [{ ref, key: definition.family, behind }] : [];
  });
  const ends = found.filter(({ key }) => !found.some(({ behind }) => behind.has(key)));
  return ends.length === 1 ? ends[0]?.ref : undefined;
}

const ascending = phrase('ascent');
const descending = phrase('descent');
const loosely = phrase('loosely');
const losing = phrase('loss');
/** Letters by which notes call what is to become small. */
const lossLetters = /^(?:[CEL]|cal\([CEJL]\)|.*(?:[Ll]oss|[Cc]ost|[Ee]rr).*)$/;

/** Whether what an update follows is to become small: by words around it, by its values, which are never negative, or by its letter where they may be. */
function isToShrink(worlds: Worlds, step: Step, of: Expr): boolean {
  const { sections, sentences } = worlds.meaning.note;
  if (isSaid(descending, worlds, step) || isSaid(ascending, worlds, step)) return true;
  if (sentences.some(({ text, section }) => isOpenIn(sections, section, step.chain.section) && losing.test(text))) return true;
  return isNeverNegative(worlds, step, of) || (looksLikeLoss(of) && !isNeverPositive(worlds, step, of));
}

/** Whether a name is one of those by which notes call what is to become small. */
function looksLikeLoss(of: Expr): boolean {
  return lossLetters.test(partsOfKey(nameOf(of) ?? '').base);
}

function isNeverNegative(worlds: Worlds, step: Step, of: Expr): boolean {
  return worlds.valuesOf(step, of)?.every((value) => 0 <= value) === true;
}

function isNeverPositive(worlds: Worlds, step: Step, of: Expr): boolean {
  return worlds.valuesOf(step, of)?.every((value) => value <= 0) === true;
}

/** An update that is right with a rate of another letter than the usual ones, which nothing else in the notes names. Wrong it may be in another way. */
function byOtherRate(worlds: Worlds, judge: Judge, step: Step, losses: readonly Expr[]): Decision | undefined {
  const { lhs, rhs } = step;
  const { definitions } = worlds.meaning;
  const isFree = (family: FamilyKey): boolean =>
    !definitions.has(family) && !losses.some((of) => worlds.leavesOf(step, of).has(family)) && !mentioned(lhs).has(family);
  const rates = [...mentioned(rhs)].filter(isFree).slice(0, mostOtherRates);
  for (const of of losses)
    for (const rate of rates)
      for (const way of waysOf(worlds, step, of)) {
        const decision = judge.agreement(step, movedBy(lhs, rate, of, way), rhs);
        if (decision !== undefined) return decision;
      }
  return undefined;
}

/**
 * Which ways an update may go by the words around it, or by those that say where what it follows is to go: both where they speak of both, and where
 * what it follows looks like what goes the other way than they say, as a cost that comes from a likelihood does.
 */
function waysOf(worlds: Worlds, step: Step, of?: Expr): readonly ('up' | 'down')[] {
  const [isUp, isDown] = [ascending, descending].map((words) => isSaid(words, worlds, step));
  const aim = of && aimOf(worlds, step, of);
  const both = ['down', 'up'] as const;
  if (!isUp && aim !== 'up') return isDown && aim === undefined && of && isNeverPositive(worlds, step, of) ? both : ['down'];
  const isOther = aim === undefined && of !== undefined && (looksLikeLoss(of) || isNeverNegative(worlds, step, of));
  return isDown || aim === 'down' || isOther ? both : ['up'];
}

/** The way that an update is to go by what stands nearest: words beside the name of what it follows, what that is, or the words nearest to the update. */
function nearestWay(worlds: Worlds, step: Step, of: Expr): 'up' | 'down' | undefined {
  const aim = aimOf(worlds, step, of);
  if (aim !== undefined) return aim;
  if (looksLikeLoss(of) && isNeverNegative(worlds, step, of)) return 'down';
  return !looksLikeLoss(of) && isNeverPositive(worlds, step, of) ? 'up' : nearestSaid(worlds, step);
}

/** The way that the words nearest to an update speak of, if they speak of one: words farther off may be of another one. */
function nearestSaid(worlds: Worlds, step: Step): 'up' | 'down' | undefined {
  const near = [0, 1, 2, 3].map((distance) => [ascending, descending].map((words) => isSaidAt(distance, words, worlds, step)));
  const [isUp, isDown] = near.find((said) => said.includes(true)) ?? [];
  return isUp === isDown ? undefined : isUp ? 'up' : 'down';
}

/** Where words right beside the name of what is differentiated, under an open heading, want it to go: “climb `J`”, “the cost `J`”, “`J` is to be maximised”. */
function aimOf({ meaning }: Worlds, step: Step, of: Expr): 'up' | 'down' | undefined {
  const { loose, sections, sentences } = meaning.note;
  const { base } = partsOfKey(nameOf(of) ?? '');
  const isOf = (node: Syntax): boolean => {
    const symbol = symbolOf(node.kind === 'call' ? node.head : node);
    return symbol !== undefined && baseName(symbol) === base;
  };
  const places = new Set(loose.flatMap(({ node, span }) => (isOf(node) ? [span] : [])));
  const heads = new Set(
    meaning.steps.flatMap(({ chain: { members }, position }) =>
      position === 1 && members[0] && isOf(members[0].node) ? [members[0].span] : [],
    ),
  );
  const said = sentences.flatMap(({ text, spans, section }) => {
    if (!isOpenIn(sections, section, step.chain.section)) return [];
    const parts = text.split(clauseEnd);
    const [front, behind] = [places.has(spans) || heads.has(spans), places.has(spans - 1)];
    return [(front && aimIn(parts.at(-1) ?? '')) || [], (behind && aimIn(parts[0] ?? '')) || []].flat();
  });
  return new Set(said).size === 1 ? said[0] : undefined;
}

/** Where a clause wants something to go: “maximum likelihood leads to the loss” ends with what is to become small. */
function aimIn(clause: string): 'up' | 'down' | undefined {
  const [isUp, isDown] = [ascending.test(clause), descending.test(clause) || losing.test(clause)];
  if (isUp !== isDown) return isUp ? 'up' : 'down';
  return isUp && !ascending.test(clause.slice(clause.search(losing))) && losing.test(clause) ? 'down' : undefined;
}

const clauseEnd = /[.,;:!?。，；：]/;

/** Whether the words around an update leave out what it sums over, or it is of one example, by an index that its left side lacks. */
function isLoose(worlds: Worlds, step: Step): boolean {
  const own = freeIndices(step.lhs);
  return isSaid(loosely, worlds, step) || [...freeIndices(step.rhs)].some((id) => !own.has(id) && worlds.letters(id) !== '');
}

/** Whether what an update follows is that of one sample, `J_{ui}`, with all indices that the update has. */
function isOfOneSample(step: Step, of: Expr): boolean {
  const inside = freeIndices(of);
  const own = freeIndices(step.lhs);
  return inside.size > 0 && [...freeIndices(step.rhs)].every((id) => inside.has(id) || own.has(id));
}

/** What is differentiated elsewhere, `J_{ui}`, with the indices of an update by the same letters. */
function atIndicesOf(worlds: Worlds, step: Step, of: Expr): Expr {
  const here = new Map([...freeIndices(step.lhs), ...freeIndices(step.rhs)].map((id) => [worlds.letters(id), id]));
  return [...freeIndices(of)].reduce((expr, id) => {
    const other = here.get(worlds.letters(id));
    return other === undefined || other === id ? expr : withTerm(expr, id, { kind: 'index', id: other, shift: 0 });
  }, of);
}

/**
 * What the notes differentiate by a family of one sample, `J_{ui}` beside a `J` of all, at the indices of an update that has the same letters; the
 * one of one sample goes with an update of one.
 */
function sampleLossesOf(worlds: Worlds, step: Step, family: FamilyKey): readonly Expr[] {
  const letters = new Set([...freeIndices(step.lhs), ...freeIndices(step.rhs)].map(worlds.letters));
  const before = flatMap(worlds.meaning.steps, ({ lhs, order }) => (order <= step.order ? partialsIn(lhs) : []));
  const whole = new Set(before.flatMap(({ of }) => (freeIndices(of).size === 0 ? [baseOf(of)] : [])));
  const found = new Map<FamilyKey, Expr>();
  for (const { of, wrt } of before) {
    if (of.kind !== 'ref' || wrt.kind !== 'ref' || wrt.family !== family || !whole.has(baseOf(of))) continue;
    const inside = [...freeIndices(of)];
    if (inside.length > 0 && inside.every((id) => letters.has(worlds.letters(id)))) found.set(of.family, atIndicesOf(worlds, step, of));
  }
  return [...found.values()];
}

function baseOf(of: Expr): string {
  return partsOfKey(nameOf(of) ?? '').base;
}

/** What other updates beside one follow of the same sample, where the notes differentiate none of one sample by its name, if it is made of that. */
function besides(worlds: Worlds, judge: Judge, step: Step, family: FamilyKey): readonly Expr[] {
  const { section, paragraph } = step.chain;
  for (const other of worlds.meaning.steps) {
    const { role, chain, lhs, rhs } = other;
    if (role !== 'update' || chain.section !== section || chain.paragraph !== paragraph || other === step || lhs.kind !== 'ref') continue;
    const rates = rateLetters.map((letter) => `${letter}^|0`).filter((rate) => mentioned(rhs).has(rate));
    const followed = sampleLossesOf(worlds, other, lhs.family).find(
      (of) =>
        worlds.bodiesBehind(other, of).some((body) => mentioned(body).has(family)) &&
        rates.some((rate) => judge.agreement(other, movedBy(lhs, rate, of, 'down'), rhs) !== undefined),
    );
    if (followed) return [atIndicesOf(worlds, step, followed)];
  }
  return [];
}

/** `J = Q + \frac\lambda2 \|w\|^2`: what the section of a step made of a loss in front of it, where the notes differentiate only that. */
function widerThan(worlds: Worlds, step: Step, losses: readonly Expr[]): readonly Expr[] {
  return flatMap(worlds.meaning.steps, ({ definition, lhs, chain, order }) => {
    if (definition?.meaning.kind !== 'formula' || step.order <= order || chain.section !== step.chain.section) return [];
    const names = mentioned(definition.meaning.body);
    const isNew = !losses.some((loss) => nameOf(loss) === definition.family);
    const isWider = losses.some((loss) => names.has(nameOf(loss) ?? ''));
    return isNew && isWider && definition.head.length === 0 && nameOf(lhs) === definition.family ? [lhs] : [];
  });
}

function nameOf(expr: Expr): FamilyKey | undefined {
  return expr.kind === 'ref' ? expr.family : expr.kind === 'call' ? expr.fn : undefined;
}

function isSaid(words: RegExp, worlds: Worlds, step: Step): boolean {
  return [0, 1, 2, 3].some((distance) => isSaidAt(distance, words, worlds, step));
}

/** Whether words are said that many paragraphs away from a step. */
function isSaidAt(distance: number, words: RegExp, { meaning }: Worlds, { chain }: Step): boolean {
  return meaning.note.sentences.some(
    ({ text, section, paragraph }) => section === chain.section && Math.abs(chain.paragraph - paragraph) === distance && words.test(text),
  );
}

/** What the notes differentiate by a family, the nearest before the step first; what comes after it only where nothing does before. */
function lossesOf(worlds: Worlds, step: Step, family: FamilyKey): readonly Expr[] {
  const all = worlds.lossesBy(family);
  const before = all.filter(({ order }) => order <= step.order).reverse();
  const found = new Map<FamilyKey, Expr>();
  for (const { of } of before.length > 0 ? before : all) {
    const name = nameOf(of);
    if (name !== undefined && !found.has(name)) found.set(name, of);
  }
  // What something else is differentiated by stands between a loss and the family.
  const losses = [...found].flatMap(([name, of]) => (worlds.lossesBy(name).length > 0 ? [] : [of]));
  // What goes with one sample moves nothing by a formula that has none on its own.
  const own = freeIndices(step.lhs);
  const isOfAll = [...freeIndices(step.rhs)].every((id) => own.has(id));
  const whole = isOfAll ? losses.filter((of) => freeIndices(of).size === 0) : [];
  return whole.length > 0 ? whole : losses;
}
