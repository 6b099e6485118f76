import type { BigOperatorSyntax, NumberSyntax, ScriptsSyntax, Statement, SumSyntax, Syntax } from '../latex/syntax.ts';
import { eachPart, mapParts, nodesIn, nodesOf } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { Chain, ChainMember, ReadNote } from './chains.ts';
import { comparisonOf, defines } from './comparisons.ts';
import { namesEach } from './numbered-nodes.ts';
import { type Step, stepOf } from './steps.ts';
import { baseName, isIndexSymbol, pieces, symbolOf } from './symbols.ts';

/** Where a name carries the number of its layer or its step in time: in the superscript, or in the subscript in front or alone. */
type Place = 'above' | 'below';

/**
 * Names that are defined layer after layer or step after step (`a^{[l]} = g(W^{[l]} a^{[l-1]})`, `h_t = \tanh(w h_{t-1} + u x_t)`).
 * A formula with such a letter is read once for each of the first layers, whose names are then names of their own.
 */
export interface Unrolling {
  readonly place: Place;
  readonly bases: ReadonlySet<string>;
  /** Those that some formula defines. */
  readonly defined: ReadonlySet<string>;
  readonly letters: ReadonlySet<string>;
  /** The number of layers, and how the notes write the last. */
  readonly last: number;
  readonly lastNames: ReadonlySet<string>;
  /** The names up to which sums over layers run. */
  readonly ends: ReadonlySet<string>;
  /** The letters only call what is said of each by a name of its own, with no sums over them. */
  readonly isNamedOnly?: boolean;
}

/** Such names with those of them that have a member in front of the first. */
interface Given extends Unrolling {
  readonly early: ReadonlySet<string>;
  /** Those that the note names at zero, or in a sum that begins there. */
  readonly fromZero: ReadonlySet<string>;
  /** The first layers of those that the note defines from a later one on alone. */
  readonly since: ReadonlyMap<string, number>;
}

/** How many layers are tried where the notes name none. */
const usualLast = 3;
/** The most layers that are tried. */
const mostLast = 5;
/** The most readings of one chain, where it has more than one such letter. */
const mostInstances = 16;

/** The names of a note that are defined layer after layer, or step after step. */
export function unrollingsOf(statements: readonly Statement[]): readonly Unrolling[] {
  return [layersIn(statements), timesIn(statements)].filter((found) => found !== undefined);
}

/** The piece of a name's scripts that may tell its layer. */
function pieceAt(node: ScriptsSyntax, place: Place): Syntax | undefined {
  if (place === 'below') return node.sub && pieces(node.sub)[0];
  const { sup } = node;
  return sup?.kind === 'group' && (sup.open === '(' || sup.open === '[') ? sup.body : sup;
}

interface Use {
  readonly base: string;
  readonly step: Exclude<Step, undefined>;
  /** It may as well be the Kronecker delta, whose indices are no steps in time though the error of a step has its letter. */
  readonly isPair: boolean;
}

function usesIn(nodes: readonly Syntax[], place: Place): readonly Use[] {
  const found: Use[] = [];
  for (const node of nodes) {
    if (node.kind !== 'scripts') continue;
    const symbol = symbolOf(node);
    const piece = symbol && pieceAt(node, place);
    const step = piece && stepOf(piece);
    if (symbol && step) found.push({ base: baseName(symbol), step, isPair: isPair(node) });
  }
  return found;
}

/** `\delta_{kl}`: a delta with two letters below it. */
function isPair({ base, sub, sup }: ScriptsSyntax): boolean {
  const below = sub && sup === undefined && base.kind === 'symbol' && base.letter === '\\delta' ? pieces(sub) : [];
  return below.length === 2 && below.every(isIndexSymbol);
}

/** Whether a statement gives a meaning to a name of some layer by other names with layers, so that the superscripts are no powers. */
function isLayer({ members }: Statement, letter: string): boolean {
  const [head, body] = members;
  if (head?.node.kind !== 'scripts' || body === undefined || !defines(body.relation?.sign)) return false;
  const [own] = usesIn(nodesIn(head.node), 'above');
  if (own === undefined || !('letter' in own.step) || own.step.letter !== letter) return false;
  return usesIn(nodesIn(body.node), 'above').some(({ base, step }) => base !== own.base && 'letter' in step && step.letter === letter);
}

/** Layers in superscripts: letters that also stand with an offset, on names that are defined by one another. */
function layersIn(statements: readonly Statement[]): Unrolling | undefined {
  const uses = flatMap(statements, (statement) => usesIn(nodesOf(statement), 'above'));
  const letters = new Set<string>();
  for (const letter of new Set(flatMap(uses, ({ step }) => ('letter' in step && step.shift !== 0 ? [step.letter] : [])))) {
    if (statements.some((statement) => isLayer(statement, letter))) letters.add(letter);
  }
  if (letters.size === 0) return undefined;
  const bases = new Set(flatMap(uses, ({ base, step }) => ('letter' in step && letters.has(step.letter) ? [base] : [])));
  return unrolling('above', bases, letters, uses, statements);
}

/** Steps in time in subscripts: a name whose definition leads back to its own member before, or behind. */
function timesIn(statements: readonly Statement[]): Unrolling | undefined {
  const edges: { from: string; to: string; letter: string; isMoved: boolean }[] = [];
  for (const { members } of statements) {
    const [head, body] = members;
    const symbol = head && symbolOf(head.node);
    const piece = head?.node.kind === 'scripts' && symbol ? pieceAt(head.node, 'below') : undefined;
    const step = piece && stepOf(piece);
    if (!symbol || !step || !('letter' in step) || step.shift !== 0 || !body || !defines(body.relation?.sign)) continue;
    for (const { base, step: at } of usesIn(nodesIn(body.node), 'below'))
      if ('letter' in at && at.letter === step.letter)
        edges.push({ from: baseName(symbol), to: base, letter: step.letter, isMoved: at.shift !== 0 });
  }
  const letters = new Set(flatMap(edges, (edge) => (edge.isMoved && leads(edges, edge.to, edge.from, edge.letter) ? [edge.letter] : [])));
  if (letters.size === 0) return undefined;
  const uses = flatMap(statements, (statement) => usesIn(nodesOf(statement), 'below'));
  const bases = new Set(flatMap(uses, ({ base, step }) => ('letter' in step && letters.has(step.letter) ? [base] : [])));
  // Other letters in the same place of those names run over time too.
  for (const { base, step, isPair } of uses) if (bases.has(base) && 'letter' in step && !isPair) letters.add(step.letter);
  return unrolling('below', bases, letters, uses, statements);
}

function leads(edges: readonly { from: string; to: string; letter: string }[], from: string, to: string, letter: string): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let base = open.pop(); base !== undefined; base = open.pop()) {
    if (base === to) return true;
    if (seen.has(base)) continue;
    seen.add(base);
    for (const edge of edges) if (edge.from === base && edge.letter === letter) open.push(edge.to);
  }
  return false;
}

function unrolling(
  place: Place,
  bases: ReadonlySet<string>,
  letters: ReadonlySet<string>,
  uses: readonly Use[],
  statements: readonly Statement[],
): Unrolling | undefined {
  const own = uses.filter(({ base }) => bases.has(base));
  const numerals = flatMap(own, ({ step }) => ('value' in step ? [step.value] : []));
  const ends = endsIn(statements, letters);
  const lastNames = new Set(
    flatMap(own, ({ step }) =>
      'name' in step && (/^[A-Z]$/.test(step.name) || ends.has(step.name)) && !(place === 'above' && step.name === 'T') ? [step.name] : [],
    ),
  );
  const largest = Math.max(0, ...numerals);
  // Of layers from the second on there are no fewer.
  const usual = place === 'above' && statements.some((statement) => beginsLate(statement, letters)) ? usualLast + 1 : usualLast;
  const last = largest < 2 || lastNames.size > 0 ? Math.max(usual, largest) : largest;
  if (mostLast < last) return undefined;
  const heads = flatMap(statements, ({ members: [head, body] }) =>
    head && defines(body?.relation?.sign) ? (symbolOf(head.node) ?? []) : [],
  );
  const defined = new Set(heads.map(baseName));
  return { place, bases, defined, ends, letters, last, lastNames };
}

/** `l = 2, \dots, L`: whether a statement says that a letter of layers begins at the second. */
function beginsLate({ members: [head, body] }: Statement, letters: ReadonlySet<string>): boolean {
  const [first, ...rest] = body?.node.kind === 'list' ? body.node.items : [];
  const isOfLayers = head !== undefined && isIndexSymbol(head.node) && letters.has(head.node.letter);
  return isOfLayers && first?.kind === 'number' && first.value === 2 && rest.some(({ kind }) => kind === 'dots');
}

/** The names of the ends of sums over some letters: `\tau` of `\sum_{t=1}^\tau`. */
function endsIn(statements: readonly Statement[], letters: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const statement of statements)
    for (const node of nodesOf(statement)) {
      const upper = node.kind === 'big-operator' && boundIn(node).some((letter) => letters.has(letter)) ? node.upper : undefined;
      const step = upper && stepOf(upper);
      if (step && 'name' in step) found.add(step.name);
    }
  return found;
}

/** The chains of a note, each in which a layer is left open once for each layer that it may be; `around`: those that tell what stands in front of the first. */
export function unrolled(note: ReadNote, unrollings: readonly Unrolling[], around: readonly Chain[] = note.chains): ReadNote {
  if (unrollings.length === 0) return note;
  const chains: Chain[] = [];
  const given = unrollings.map((own) => ({
    ...own,
    early: earlyIn({ ...note, chains: around }, own),
    since: own.place === 'above' ? sinceIn({ ...note, chains: around }, own) : new Map(),
    fromZero: fromZeroIn(note.statements, own),
  }));
  for (const chain of note.chains) {
    for (const members of instancesOf(chain, note, given)) {
      const { section, paragraph, orders } = chain;
      chains.push({ id: chains.length, members: [...members], section, paragraph, orders, isInstance: members !== chain.members });
    }
  }
  return { ...note, chains };
}

/** The names that some definition takes from the layer before, at the first layer too: “for `t \\ge 2`” there is none in front of that. */
function earlyIn(note: ReadNote, own: Unrolling): ReadonlySet<string> {
  const { place, bases } = own;
  const found = new Set<string>();
  for (const chain of note.chains) {
    const [head, body] = chain.members;
    // What was read for each layer has such members by their numbers.
    if (chain.isInstance)
      for (const { base, step } of usesIn(
        flatMap(chain.members, ({ node }) => nodesIn(node)),
        place,
      ))
        if ('value' in step && step.value === 0 && bases.has(base)) found.add(base);
    if (head?.node.kind !== 'scripts' || body === undefined || !defines(body.relation?.sign)) continue;
    const symbol = symbolOf(head.node);
    const piece = pieceAt(head.node, place);
    const step = piece && stepOf(piece);
    if (!symbol || !bases.has(baseName(symbol)) || !step || !('letter' in step)) continue;
    if (nodesIn(body.node).some(({ kind }) => kind === 'partial')) continue;
    const before = usesIn(nodesIn(body.node), place).filter(
      ({ base, step: at }) => 'letter' in at && at.letter === step.letter && at.shift < step.shift && bases.has(base),
    );
    const first = new Map([[step.letter, 1 - step.shift]]);
    if (before.length === 0 || !conditionsNear(chain, note, own).every((limit) => isMet(limit, first, own))) continue;
    for (const { base } of before) found.add(base);
  }
  return found;
}

/**
 * The first layers of names whose formulas are all said to count from a later one on (`l = 2, \dots, L`), directly or by what they are made of,
 * where the note has no layer in front of that.
 */
function sinceIn(note: ReadNote, own: Unrolling): ReadonlyMap<string, number> {
  const given = new Map<string, { readonly first: number; readonly made: readonly string[] }[]>();
  const least = new Map<string, number>();
  for (const chain of note.chains) {
    const [head, body] = chain.members;
    const uses = usesIn(
      flatMap(chain.members, ({ node }) => nodesIn(node)),
      own.place,
    );
    for (const { base, step } of uses) {
      const lowest = 'value' in step ? step.value : 'letter' in step && step.shift < 0 ? 0 : own.last;
      least.set(base, Math.min(lowest, least.get(base) ?? own.last));
    }
    const [use] = head?.node.kind === 'scripts' && body && defines(body.relation?.sign) ? usesIn([head.node], own.place) : [];
    if (use === undefined || body === undefined || !own.bases.has(use.base) || 'name' in use.step) continue;
    const { step } = use;
    const first = 'value' in step ? step.value : firstOf(step.letter, conditionsNear(chain, note, own), own) + step.shift;
    const made = usesIn(nodesIn(body.node), own.place).flatMap((other) =>
      'letter' in step && 'letter' in other.step && other.step.letter === step.letter && other.step.shift === step.shift
        ? [other.base]
        : [],
    );
    given.set(use.base, [...(given.get(use.base) ?? []), { first, made }]);
  }
  const since = new Map<string, number>();
  for (let before = -1; before < since.size; ) {
    before = since.size;
    for (const [base, all] of given) {
      const first = Math.min(...all.map((one) => Math.max(one.first, ...one.made.map((other) => since.get(other) ?? 1))));
      if (1 < first && first <= (least.get(base) ?? 0)) since.set(base, first);
    }
  }
  return since;
}

/** The first value of a letter that some limits allow. */
function firstOf(letter: string, limits: readonly (Syntax & { kind: 'relation' })[], own: Unrolling): number {
  for (let value = 1; value < own.last; value++) if (limits.every((limit) => isMet(limit, new Map([[letter, value]]), own))) return value;
  return own.last;
}

function fromZeroIn(statements: readonly Statement[], { place, letters }: Unrolling): ReadonlySet<string> {
  return new Set(
    flatMap(statements, (statement) =>
      flatMap(nodesOf(statement), (node): readonly string[] => {
        if (node.kind === 'scripts')
          return flatMap(usesIn([node], place), ({ base, step }) => ('value' in step && step.value === 0 ? [base] : []));
        const [entry] = node.kind === 'big-operator' ? node.over : [];
        const isFromZero = entry?.kind === 'relation' && entry.right.kind === 'number' && entry.right.value === 0;
        if (node.kind !== 'big-operator' || !isFromZero || !boundIn(node).some((letter) => letters.has(letter))) return [];
        return usesIn(nodesIn(node.body), place).map(({ base }) => base);
      }),
    ),
  );
}

function instancesOf(chain: Chain, note: ReadNote, unrollings: readonly Given[]): readonly (readonly ChainMember[])[] {
  if (note.listings.has(chain.section)) return [chain.members];
  let instances: readonly (readonly ChainMember[])[] = [chain.members];
  for (const own of unrollings) instances = flatMap(instances, (members) => unrolledBy(members, chain, note, own));
  return instances.length === 0 || mostInstances < instances.length ? [chain.members] : instances;
}

function unrolledBy(members: readonly ChainMember[], chain: Chain, note: ReadNote, own: Given): readonly (readonly ChainMember[])[] {
  const nodes = flatMap(members, ({ node, conditions }) => [node, ...conditions]);
  const isTouched = nodes.some((node) => nodesIn(node).some((inner) => inner.kind === 'scripts' && isOwn(inner, own)));
  if (!isTouched) return [members];
  const letters = [...new Set(flatMap(nodes, (node) => [...lettersIn(node, own)]))];
  if (own.isNamedOnly && letters.length > 0 && !namesEach(nodes, letters)) return [members];
  const limits = letters.length === 0 ? [] : conditionsNear(chain, note, own);
  return flatMap(
    valuesOf(letters, own.last, beginning(members, limits, own)).filter((values) => limits.every((limit) => isMet(limit, values, own))),
    (values) => {
      const at = new Instance(own, values);
      const made: ChainMember[] = [];
      for (const member of members) {
        const node = at.read(member.node);
        const conditions = member.conditions.map((condition) => at.read(condition));
        if (at.isOut) break;
        const layers = member.layers ? new Map([...member.layers, ...values]) : values;
        const { range, span, relation, continues } = member;
        made.push(
          relation ? { node, range, span, relation, conditions, continues, layers } : { node, range, span, conditions, continues, layers },
        );
      }
      // `\delta_t = \partial L / \partial h_t = \dots \delta_{t+1}`: at the last step in time it is still the name of a derivative.
      return made.length < Math.min(2, members.length) ? [] : [made];
    },
  );
}

/**
 * From which step on a formula is read: where its head is the next one, `s_{t+1} = a s_t + u_t`, from zero if it is said to count for `t = 0`, or
 * else if the note has the name there.
 */
function beginning([head, body]: readonly ChainMember[], limits: readonly (Syntax & { kind: 'relation' })[], own: Given): number {
  const [use] = head?.node.kind === 'scripts' && defines(body?.relation?.sign) ? usesIn([head.node], own.place) : [];
  if (use === undefined || !own.bases.has(use.base) || !('letter' in use.step) || use.step.shift !== 1) return 1;
  const { letter } = use.step;
  const isLimited = limits.some(({ relation, left }) => isIndexSymbol(left) && left.letter === letter && comparisonOf(relation) === '≥');
  return isLimited || own.fromZero.has(use.base) ? 0 : 1;
}

function* combinations(letters: readonly string[], last: number, first = 1): Generator<ReadonlyMap<string, number>> {
  const [letter, ...rest] = letters;
  if (letter === undefined) {
    yield new Map();
    return;
  }
  for (let value = first; value <= last; value++)
    for (const others of combinations(rest, last, first)) yield new Map(others).set(letter, value);
}

function valuesOf(letters: readonly string[], last: number, first: number): readonly ReadonlyMap<string, number>[] {
  return letters.length <= 2 ? [...combinations(letters, last, first)] : [];
}

function isOwn(node: ScriptsSyntax, { bases }: Unrolling): boolean {
  const symbol = symbolOf(node);
  return symbol !== undefined && bases.has(baseName(symbol));
}

/** The letters of layers that nothing in a formula binds. */
function lettersIn(node: Syntax, own: Unrolling): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (inner: Syntax, bound: ReadonlySet<string>): void => {
    if (inner.kind === 'scripts' && isOwn(inner, own)) {
      const piece = pieceAt(inner, own.place);
      const step = piece && stepOf(piece);
      if (step && 'letter' in step && own.letters.has(step.letter) && !bound.has(step.letter)) found.add(step.letter);
    }
    const here = inner.kind === 'big-operator' ? new Set([...bound, ...boundIn(inner)]) : bound;
    eachPart(inner, (part) => visit(part, here));
  };
  visit(node, new Set());
  return found;
}

function boundIn({ over }: BigOperatorSyntax): readonly string[] {
  return flatMap(over, (entry) => {
    const first = entry.kind === 'relation' ? entry.left : entry;
    return isIndexSymbol(first) ? [first.letter] : [];
  });
}

/** What is said beside a formula of the letters that it leaves open: “for `s < t`”. */
function conditionsNear(chain: Chain, note: ReadNote, own: Unrolling): readonly (Syntax & { kind: 'relation' })[] {
  const found: (Syntax & { kind: 'relation' })[] = [];
  for (const other of note.chains) {
    const [left, right] = other.members;
    if (other.section !== chain.section || chain.paragraph < other.paragraph || other.paragraph + 1 < chain.paragraph) continue;
    const [at = 0, end = 0] = [other.orders[0], chain.orders.at(-1)];
    if (end + 1 < at || (end < at && isNewSentence(chain, other, note))) continue;
    const sign = right?.relation?.sign;
    if (left === undefined || right === undefined || other.members.length > 2 || sign === undefined) continue;
    const range = sign === '=' ? rangeOf(left.node, right.node, own) : [];
    found.push(...range);
    if (comparisonOf(sign) === undefined || !isLimit(left.node, own) || !isLimit(right.node, own)) continue;
    const ends = endsBeside(other, note);
    if (ends !== undefined) {
      found.push(...limitsOf(left.node, ends, own));
      continue;
    }
    // “Starting at `t = 1`, `h_t = w h_{t-1}`”: a step leads on to the next.
    if (sign === '=' && isIndexSymbol(left.node) && recursionOf(chain, own) === left.node.letter) continue;
    found.push({ kind: 'relation', relation: sign, relationRange: right.range, left: left.node, right: right.node, range: left.range });
  }
  for (const { conditions } of chain.members)
    for (const condition of conditions)
      if (condition.kind === 'relation' && isLimit(condition.left, own) && isLimit(condition.right, own)) found.push(condition);
  return found;
}

/** The letter of layers or steps by which a formula leads from one member of a name to the next: `t` of `h_t = w h_{t-1}`. */
function recursionOf({ members: [head, body] }: Chain, own: Unrolling): string | undefined {
  if (head?.node.kind !== 'scripts' || body === undefined || !defines(body.relation?.sign) || !isOwn(head.node, own)) return undefined;
  const piece = pieceAt(head.node, own.place);
  const step = piece && stepOf(piece);
  if (!step || !('letter' in step) || step.shift !== 0) return undefined;
  const { letter } = step;
  const isNext = ({ base, step: at }: Use): boolean => own.bases.has(base) && 'letter' in at && at.letter === letter && at.shift !== 0;
  return usesIn(nodesIn(body.node), own.place).some(isNext) ? letter : undefined;
}

/** “from `t = 1` to `t = T`”: the two ends of what a letter runs over, where one is a number and the other none. */
function endsBeside(chain: Chain, { chains }: ReadNote): readonly [Syntax, Syntax] | undefined {
  const at = chains.indexOf(chain);
  for (const [first, second] of [
    [chain, chains[at + 1]],
    [chains[at - 1], chain],
  ]) {
    const [from, to] = [first, second].map((one) =>
      one?.members.length === 2 && one.members[1]?.relation?.sign === '=' ? one : undefined,
    );
    if (from === undefined || to === undefined || from.paragraph !== to.paragraph || from.section !== to.section) continue;
    const [left, other] = [from.members[0]?.node, to.members[0]?.node];
    const [start, end] = [from.members[1]?.node, to.members[1]?.node];
    if (!left || !other || !start || !end || !isIndexSymbol(left) || !isIndexSymbol(other) || left.letter !== other.letter) continue;
    if ((start.kind === 'number') !== (end.kind === 'number')) return [start, end];
  }
  return undefined;
}

/** “for `t = 2, \\dots, T`”: from where and up to where a letter runs. */
function rangeOf(left: Syntax, right: Syntax, own: Unrolling): readonly (Syntax & { kind: 'relation' })[] {
  const [first, ...rest] = right.kind === 'list' ? right.items : [];
  const last = rest.at(-1);
  if (first === undefined || last === undefined || !isLimit(left, own) || !rest.some(({ kind }) => kind === 'dots')) return [];
  return limitsOf(left, [first, last], own);
}

/** That a letter is between two ends, the lower of which is a number: `t = 1, \\dots, T`, `t = T, \\dots, 1`. */
function limitsOf(left: Syntax, [first, last]: readonly [Syntax, Syntax], own: Unrolling): readonly (Syntax & { kind: 'relation' })[] {
  const limit = (relation: string, end: Syntax): readonly (Syntax & { kind: 'relation' })[] =>
    isLimit(end, own) ? [{ kind: 'relation', relation, relationRange: end.range, left, right: end, range: left.range }] : [];
  const isDown = last.kind === 'number' && first.kind !== 'number';
  return isDown ? [...limit('\\ge', last), ...limit('\\le', first)] : [...limit('\\ge', first), ...limit('\\le', last)];
}

/** Whether a sentence ends between two chains: “Let `d_t = …`. For `t < T` …”. */
function isNewSentence(chain: Chain, next: Chain, { sentences }: ReadNote): boolean {
  const [from, to] = [chain.members.at(-1)?.span ?? 0, next.members[0]?.span ?? 0];
  return sentences.some(({ spans, text }) => from < spans && spans <= to && /[.!?]\s|[。！？]/.test(text));
}

function isLimit(node: Syntax, own: Unrolling): boolean {
  const step = stepOf(node);
  if (step === undefined) return false;
  if ('name' in step) return own.lastNames.has(step.name);
  return 'value' in step || own.letters.has(step.letter);
}

function isMet({ relation, left, right }: Syntax & { kind: 'relation' }, values: ReadonlyMap<string, number>, own: Unrolling): boolean {
  const numberOf = (node: Syntax): number | undefined => {
    const step = stepOf(node);
    if (step === undefined) return undefined;
    if ('value' in step) return step.value;
    if ('name' in step) return own.last + step.shift;
    const value = values.get(step.letter);
    return value === undefined ? undefined : value + step.shift;
  };
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a === undefined || b === undefined) return true;
  const comparison = comparisonOf(relation);
  const met = { '=': a === b, '≠': a !== b, '<': a < b, '≤': a <= b, '>': a > b, '≥': a >= b };
  return comparison === undefined || met[comparison];
}

/** A formula for some values of the letters of layers. */
class Instance {
  /** Some name in it has a layer that there is not. */
  isOut = false;
  private readonly own: Given;
  private readonly values: ReadonlyMap<string, number>;
  /** The letters of the sums around, which run over all layers. */
  private readonly running: string[] = [];

  constructor(own: Given, values: ReadonlyMap<string, number>) {
    this.own = own;
    this.values = values;
  }

  read(node: Syntax): Syntax {
    return this.within(node, this.values);
  }

  private within(node: Syntax, values: ReadonlyMap<string, number>): Syntax {
    const { own } = this;
    if (node.kind === 'symbol' && isIndexSymbol(node)) {
      const value = values.get(node.letter);
      return value === undefined ? node : number(value, node);
    }
    if (node.kind === 'scripts' && isOwn(node, own)) return this.named(node, values);
    if (node.kind === 'scripts' && node.base.kind === 'symbol') {
      return mapParts(node, (part) =>
        part === node.base ? part : part === node.sub ? folded(this.within(part, values)) : this.within(part, values),
      );
    }
    if (node.kind === 'big-operator' && (node.operator === 'sum' || node.operator === 'product')) {
      const [letter, ...rest] = boundIn(node);
      if (letter !== undefined && rest.length === 0 && own.letters.has(letter) && this.runs(node.body, letter))
        return this.spelt(node, letter, values);
    }
    return mapParts(node, (part) => this.within(part, values));
  }

  /** Whether a letter in a formula stands for the layer of a name. */
  private runs(body: Syntax, letter: string): boolean {
    return lettersIn(body, this.own).has(letter);
  }

  /** A name with the number of its layer. */
  private named(node: ScriptsSyntax, values: ReadonlyMap<string, number>): Syntax {
    const { own } = this;
    const piece = pieceAt(node, own.place);
    const step = piece && stepOf(piece);
    const inside = mapParts(node, (part) => (part === node.base ? part : this.within(part, values)));
    if (piece === undefined || step === undefined || inside.kind !== 'scripts') return inside;
    let value: number | undefined;
    if ('letter' in step) {
      const at = values.get(step.letter);
      value = at === undefined ? undefined : at + step.shift;
    } else if ('name' in step) value = own.lastNames.has(step.name) ? own.last + step.shift : undefined;
    if (value === undefined) return inside;
    const since = own.since.get(baseName(symbolOf(node) as Syntax & { kind: 'symbol' })) ?? 0;
    if (value < since || own.last < value || (value === 0 && !this.isEarly(node, step))) this.isOut = true;
    const exchanged = number(value, piece);
    if (own.place === 'above') {
      const { sup } = node;
      return { ...inside, sup: sup?.kind === 'group' ? { ...sup, body: exchanged } : exchanged };
    }
    const all = pieces(inside.sub as Syntax);
    if (all.length === 1) return { ...inside, sub: exchanged };
    const range = (node.sub as Syntax).range;
    return { ...inside, sub: { kind: 'list', items: [exchanged, ...all.slice(1)], separators: all.slice(1).map(() => ','), range } };
  }

  /** Whether a name has a member in front of the first: where some definition says so, or else where a sum over all layers takes an input from the one before. */
  private isEarly({ base }: ScriptsSyntax, step: Exclude<Step, undefined>): boolean {
    const { early, defined } = this.own;
    const name = baseName(base as Syntax & { kind: 'symbol' });
    return early.has(name) || (!defined.has(name) && 'letter' in step && this.running.includes(step.letter));
  }

  /** A sum or product over layers, written out. */
  private spelt(node: BigOperatorSyntax, letter: string, values: ReadonlyMap<string, number>): Syntax {
    const [entry] = node.over;
    const from = entry?.kind === 'relation' && entry.relation === '=' ? this.limit(entry.right, values) : 1;
    const to = node.upper ? this.limit(node.upper, values) : this.own.last;
    // A numeral beyond the last layer counts something else.
    const isBeyond = node.upper?.kind === 'number' && this.own.last < node.upper.value;
    if (from === undefined || to === undefined || isBeyond)
      return { kind: 'hole', message: { id: 'unread-sum', params: {} }, range: node.head };
    const { range } = node;
    const neutral = number(node.operator === 'sum' ? 0 : 1, node);
    const terms: Syntax[] = [];
    this.running.push(letter);
    for (let value = from; value <= Math.min(to, this.own.last); value++) {
      const body = this.within(node.body, new Map(values).set(letter, value));
      terms.push({ kind: 'group', open: '(', close: ')', body, range: node.body.range });
    }
    this.running.pop();
    const [first] = terms;
    if (first === undefined) return neutral;
    if (node.operator === 'sum') {
      const sum: SumSyntax = { kind: 'sum', terms: terms.map((term) => ({ sign: '+', signRange: node.head, node: term })), range };
      return { kind: 'group', open: '(', close: ')', body: sum, range };
    }
    return {
      kind: 'group',
      open: '(',
      close: ')',
      body: { kind: 'product', factors: terms.map((term) => ({ by: 'juxtaposed', signRange: node.head, node: term })), range },
      range,
    };
  }

  private limit(node: Syntax, values: ReadonlyMap<string, number>): number | undefined {
    const step = stepOf(node);
    if (step === undefined) return undefined;
    if ('value' in step) return step.value;
    if ('name' in step) return this.own.ends.has(step.name) ? this.own.last + step.shift : undefined;
    const value = values.get(step.letter);
    return value === undefined ? undefined : value + step.shift;
  }
}

/** A sum of numbers as one number, as in the name of a size (`M_{k+1}`). */
function folded(node: Syntax): Syntax {
  if (node.kind !== 'sum' || !node.terms.every(({ sign, node: term }) => term.kind === 'number' && (sign === '+' || sign === '-')))
    return node;
  const value = node.terms.reduce((sum, { sign, node: term }) => sum + (sign === '-' ? -1 : 1) * (term as NumberSyntax).value, 0);
  return value < 0 ? node : number(value, node);
}

function number(value: number, { range }: Syntax): NumberSyntax {
  return { kind: 'number', value, decimals: 0, range };
}
