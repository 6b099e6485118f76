import type { NablaSyntax, PartialSyntax, ProductSyntax, ScriptsSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { mapParts, walkSyntax } from '../latex/walk.ts';
import { cover, type Range } from '../text/range.ts';
import type { ReadNote } from './chains.ts';
import { defines } from './comparisons.ts';
import { withoutMark } from './forms.ts';
import { differentialsIn, isMean } from './gradients.ts';
import { phrase, sourceOf } from './phrases/index.ts';
import { isTranspose } from './scripts.ts';
import { baseName, isIndexSymbol, symbolOf } from './symbols.ts';
import { withFormulas } from './with-formulas.ts';

type Named = SymbolSyntax | ScriptsSyntax;

/** Letters that notes put in front of a name to call its gradient; those of other letters are products. */
const marks: ReadonlySet<string> = new Set(['d', 'D', '\\delta']);
/** One that is read as part of the name, as of a change. */
const accent = 'Delta';
/** One over the name, by which others call means: only words make it that of a gradient. */
const bar = 'bar';

/** A mark in front of names that makes them gradients of a loss. */
interface Naming {
  readonly mark: string;
  readonly loss: SymbolSyntax;
}

/** Words between a name with a mark and what the mark means: “`dA` is the gradient …”, “`dA` for …”. */
const meant = new RegExp(`^(?:${sourceOf('is')}|${sourceOf('shortFor')})[^.;:!?]{0,30}$`, 'u');
const notMeant = phrase('not');

/**
 * A note that says once what a mark in front of a name means, `\delta h = \partial L / \partial h`, also in words, with that derivative
 * wherever the mark stands in front of some name. Nothing changes where it says so of two losses, or gives the mark a meaning of its own.
 */
export function withNamedGradients(note: ReadNote): ReadNote {
  const namings = [namingIn(note.statements, saidIn(note)), namingOfEach(note.statements)];
  return namings.reduce<ReadNote>((named, naming) => (naming ? withFormulas(named, (node) => spelt(node, naming)) : named), note);
}

type Said = Pick<Statement, 'members'>;

/** Formulas that words of one sentence set equal, a name with a mark and a derivative, in either order. */
function saidIn({ loose, sentences }: ReadNote): readonly Said[] {
  return loose.flatMap(({ node, span }, at): readonly Said[] => {
    const next = loose[at + 1];
    const pair = [node, next?.node];
    const derivative = pair.find((each) => each?.kind === 'partial');
    const name = pair.find((each) => each !== undefined && each !== derivative && markOf(each) !== undefined);
    if (derivative === undefined || name === undefined || next?.span !== span + 1) return [];
    const words = sentences.filter(({ spans }) => spans === next.span);
    const text = words.length === 1 ? (words[0]?.text.trimStart() ?? '') : '';
    if (!meant.test(text) || notMeant.test(text)) return [];
    const { range } = derivative;
    return [
      {
        members: [
          { node: name, range: name.range },
          { node: derivative, range, relation: { sign: '=', range } },
        ],
      },
    ];
  });
}

/** The one mark that a note explains. */
function namingIn(statements: readonly Statement[], said: readonly Said[]): Naming | undefined {
  let found: Naming | undefined;
  for (const statement of [...statements, ...said]) {
    const [head, body, ...rest] = statement.members;
    if (head === undefined || body === undefined || !defines(body.relation?.sign)) continue;
    const mark = markOf(head.node);
    if (mark?.mark === bar && !said.includes(statement)) continue;
    const own = symbolOf(head.node);
    if (own !== undefined && found?.mark === baseName(own) && head.node.kind === 'symbol') return undefined;
    if (mark === undefined) continue;
    if (isOfChange(mark.name, body.node) || isMultiple(mark.name, body.node)) return undefined;
    if (body.node.kind !== 'partial') continue;
    const { of, wrt } = body.node;
    const [by, ...others] = wrt;
    if (of?.kind !== 'symbol' || by === undefined || others.length > 0 || textOf(by) !== textOf(mark.name)) continue;
    // `dW = \partial J / \partial W = \frac1m dZ A^\top`: what goes on may be of a mean, and the other names of one sample.
    const isOwn = ({ members: [other] }: Statement): boolean => other !== undefined && textOf(other.node) === textOf(head.node);
    const isOfMean = (other: Statement): boolean =>
      isMean(other) && (said.includes(statement) || (isOwn(other) && !isMadeOfNamed(other, statements)));
    if (mark.mark === 'd' && (rest.length > 0 || statements.some(isOfMean))) return undefined;
    if (found && (found.mark !== mark.mark || baseName(found.loss) !== baseName(of))) return undefined;
    found = { mark: mark.mark, loss: of };
  }
  if (found === undefined) return undefined;
  const { mark } = found;
  const isName = statements.some(({ members }) => members.some(({ node }) => node.kind === 'symbol' && baseName(node) === mark));
  return isName || isForward(statements, mark) || (mark === bar && isOfMeans(statements)) ? undefined : found;
}

/** Whether statements say of all gradients by name that a formula is made of what derivatives they are. */
function isMadeOfNamed({ members: [, body] }: Statement, statements: readonly Statement[]): boolean {
  const named = new Set(
    statements.flatMap(({ members: [head, other] }) => {
      const mark = head && other?.node.kind === 'partial' ? markOf(head.node) : undefined;
      return mark ? [textOf(mark.name)] : [];
    }),
  );
  return body !== undefined && differentialsIn(body.node).every((name) => named.has(textOf(name)));
}

/**
 * A bar that is explained for each of the nodes that a letter stands for, `\bar v_i = \partial y / \partial v_i`, where each other name that has one is
 * given by those of the nodes, as that of an input is.
 */
function namingOfEach(statements: readonly Statement[]): Naming | undefined {
  for (const { members } of statements) {
    const [head, body] = members;
    const name = head && defines(body?.relation?.sign) ? markOf(head.node) : undefined;
    if (name?.mark !== bar || body?.node.kind !== 'partial' || !isAnyNode(name.name)) continue;
    const { of, wrt } = body.node;
    const [by, ...others] = wrt;
    if (of?.kind !== 'symbol' || by === undefined || others.length > 0 || textOf(by) !== textOf(name.name)) continue;
    const known = new Set([baseName(of), nameOf(name.name)]);
    const isOpen = !areGiven(known, statements) || isForward(statements, bar) || isOfMeans(statements, known);
    return isOpen ? undefined : { mark: bar, loss: of };
  }
  return undefined;
}

function isAnyNode(name: Named): boolean {
  return name.kind === 'scripts' && name.sub !== undefined && isIndexSymbol(name.sub);
}

/** Whether all names with a bar but some are made of others with one. */
function areGiven(known: ReadonlySet<string>, statements: readonly Statement[]): boolean {
  const given = new Set(known);
  const all = new Set<string>();
  for (const { members } of statements) {
    const [head, ...bodies] = members;
    const own = head && markOf(head.node);
    for (const { node } of members) for (const other of marksIn(node, bar)) all.add(other);
    if (own?.mark === bar && bodies.some(({ node }) => isFlow(node))) given.add(nameOf(own.name));
  }
  return [...all].every((other) => given.has(other));
}

/** Whether a formula is made of names with a bar, or of derivatives. */
function isFlow(formula: Syntax): boolean {
  return marksIn(formula, bar).length > 0 || walkSyntax(formula).some(({ kind }) => kind === 'partial');
}

/** Whether a name with a bar is somewhere said to be made of names without one alone, as a mean is. */
function isOfMeans(statements: readonly Statement[], known: ReadonlySet<string> = new Set()): boolean {
  return statements.some(({ members: [head, body] }) => {
    const own = head && markOf(head.node);
    if (own?.mark !== bar || known.has(nameOf(own.name)) || !defines(body?.relation?.sign)) return false;
    return body !== undefined && marksIn(body.node, bar).length === 0 && !walkSyntax(body.node).some(({ kind }) => kind === 'partial');
  });
}

/** Whether the mark of a name is somewhere given by that of a name in its own formula, as a differential is: `dy = 2x\,dx` where `y = x^2`. */
function isForward(statements: readonly Statement[], mark: string): boolean {
  const inside = new Map<string, ReadonlySet<string>>();
  const marked: (readonly [name: string, others: readonly string[]])[] = [];
  for (const { members } of statements) {
    const [head, ...bodies] = members;
    if (head === undefined || !defines(bodies[0]?.relation?.sign)) continue;
    const own = markOf(head.node);
    if (own?.mark === mark) {
      const others = bodies.flatMap(({ node }) => marksIn(node, mark));
      marked.push([nameOf(own.name), others]);
    } else if (isNamed(head.node)) {
      const names = bodies.flatMap(({ node }) => walkSyntax(node)).filter((node) => node.kind === 'symbol');
      inside.set(nameOf(head.node), new Set([...(inside.get(nameOf(head.node)) ?? []), ...names.map(baseName)]));
    }
  }
  return marked.some(([name, others]) =>
    others.some((other) => other !== name && inside.get(name)?.has(other) === true && inside.get(other)?.has(name) !== true),
  );
}

/** The names that have a mark in a formula. */
function marksIn(formula: Syntax, mark: string): readonly string[] {
  return walkSyntax(formula).flatMap((node): readonly string[] => {
    const whole = markOf(node);
    if (whole?.mark === mark) return [nameOf(whole.name)];
    if (node.kind !== 'product') return [];
    return node.factors.flatMap((factor, at) => {
      const next = node.factors[at + 1]?.by === 'juxtaposed' ? node.factors[at + 1]?.node : undefined;
      const isMark = factor.node.kind === 'symbol' && baseName(factor.node) === mark;
      return isMark && isNamed(next) ? [nameOf(next)] : [];
    });
  });
}

function nameOf(name: Named): string {
  const symbol = symbolOf(name);
  return symbol === undefined ? '' : baseName(symbol);
}

/** Whether what a mark in front of a name is set equal to is a change of it: `x - x_0`, or `\partial f / \partial x\,\delta x` of an `f`. */
function isOfChange(name: Named, body: Syntax): boolean {
  const own = textOf(name);
  const base = symbolOf(name);
  const isDifference = body.kind === 'sum' && body.terms.every(({ node }) => base && symbolOf(node)?.letter === base.letter);
  return isDifference || walkSyntax(body).some((node) => node.kind === 'partial' && node.of !== undefined && textOf(node.of) === own);
}

/** Whether a product has the derivative by a name in it, so that the mark does not mean the derivative alone: `dZ = m\,\partial J/\partial Z`. */
function isMultiple(name: Named, body: Syntax): boolean {
  if (body.kind !== 'product') return false;
  return body.factors.some(({ node }) => node.kind === 'partial' && node.wrt.some((by) => textOf(by) === textOf(name)));
}

/** `\delta` and `h` of `\delta h`, or `\nabla h`. */
function markOf(node: Syntax): { readonly mark: string; readonly name: Named } | undefined {
  if (node.kind === 'nabla') return isNamed(node.of) && isPlain(node) ? { mark: '\\nabla', name: node.of } : undefined;
  if (isNamed(node)) {
    for (const mark of [accent, bar]) {
      const name = withoutAccent(node, mark);
      if (name) return { mark, name };
    }
    return undefined;
  }
  if (node.kind !== 'product' || node.factors.length !== 2) return undefined;
  const [first, second] = node.factors;
  if (first?.node.kind !== 'symbol' || second?.by !== 'juxtaposed' || !isNamed(second.node)) return undefined;
  const mark = baseName(first.node);
  return marks.has(mark) ? { mark, name: second.node } : undefined;
}

/** `h_t` of `\Delta h_t`. */
function withoutAccent(node: Named, mark: string): Named | undefined {
  if (node.kind === 'symbol') return node.accents[0] === mark ? { ...node, accents: node.accents.slice(1) } : undefined;
  const base = isNamed(node.base) ? withoutAccent(node.base, mark) : undefined;
  return base && { ...node, base };
}

function isPlain({ wrt, order }: NablaSyntax): boolean {
  return wrt === undefined && order === 1;
}

function isNamed(node: Syntax | undefined): node is Named {
  return node !== undefined && symbolOf(node) !== undefined;
}

/** A formula with the derivatives that its marks mean. */
function spelt(node: Syntax, naming: Naming): Syntax {
  if (node.kind === 'big-operator' && node.operator === 'integral') return node;
  if (node.kind === 'product') return withoutMarks(node, naming);
  const scripted = node.kind === 'scripts' ? underScripts(node, naming) : undefined;
  if (scripted) return derivative(scripted, node.range, naming);
  if (node.kind === 'nabla' && naming.mark === '\\nabla' && isPlain(node) && isNamed(node.of) && !isLoss(node.of, naming))
    return derivative(node.of, node.range, naming);
  const isOver = naming.mark === accent || naming.mark === bar;
  const plain = isOver && isNamed(node) ? withoutAccent(node, naming.mark) : undefined;
  if (plain && !isLoss(plain, naming)) return derivative(plain, node.range, naming);
  return mapParts(node, (part) => spelt(part, naming));
}

/** `{\delta W}_o`: the name with the scripts that stand behind the braces around it and its mark. */
function underScripts({ base, ...scripts }: ScriptsSyntax, { mark }: Naming): Named | undefined {
  const inside = base.kind === 'group' && base.open === '' ? base.body : base;
  const marked = inside.kind === 'product' ? markOf(inside) : undefined;
  return marked?.mark === mark && marked.name.kind === 'symbol' ? { ...scripts, base: marked.name } : undefined;
}

function withoutMarks(node: ProductSyntax, naming: Naming): Syntax {
  const factors: ProductSyntax['factors'][number][] = [];
  for (let at = 0; at < node.factors.length; at++) {
    const factor = node.factors[at] as (typeof factors)[number];
    const next = node.factors[at + 1];
    const name = next?.by === 'juxtaposed' ? (next.node.kind === 'call' ? next.node.head : next.node) : undefined;
    const isMark = factor.node.kind === 'symbol' && baseName(factor.node) === naming.mark;
    if (!isMark || next === undefined || !isNamed(name) || isLoss(name, naming)) {
      factors.push({ ...factor, node: spelt(factor.node, naming) });
      continue;
    }
    factors.push({ ...factor, node: derivative(name, cover(factor.node.range, name.range), naming) });
    at++;
    if (next.node.kind !== 'call') continue;
    // `\delta f (1 - f)`: the bracket is a factor of its own.
    const { argument, after, range } = next.node;
    const inside = spelt(argument, naming);
    const whole: Syntax = after
      ? { kind: 'scripts', base: inside, ...after, range: { start: argument.range.start, end: range.end } }
      : inside;
    factors.push({ ...next, node: whole });
  }
  const [only] = factors;
  if (factors.length === 1 && only) return only.node;
  return factors.length === node.factors.length && factors.every((factor, at) => factor.node === node.factors[at]?.node)
    ? node
    : { ...node, factors };
}

function isLoss(name: Named, { loss }: Naming): boolean {
  const symbol = symbolOf(name);
  return symbol !== undefined && baseName(symbol) === baseName(loss);
}

/** The derivative of the loss by a name, transposed where the name is. */
function derivative(name: Named, range: Range, { loss }: Naming): Syntax {
  const isTurned = name.kind === 'scripts' && isTranspose(name.sup);
  const { sup, ...rest } = name as ScriptsSyntax;
  const wrt: Syntax = !isTurned ? name : rest.sub === undefined && rest.primes === 0 ? rest.base : rest;
  const own = isTurned ? { start: range.start, end: withoutMark(name).end } : range;
  const partial: PartialSyntax = {
    kind: 'partial',
    of: { ...loss, range: own },
    wrt: [wrt],
    operator: false,
    head: own,
    range: own,
    isNamed: true,
  };
  return isTurned && sup ? { kind: 'scripts', base: partial, sup, primes: 0, range } : partial;
}

/** What names stand in a formula and how, whatever they are set in. */
function textOf(formula: Syntax): string {
  return walkSyntax(formula)
    .map((node) => (node.kind === 'symbol' ? baseName(node) : node.kind === 'number' ? String(node.value) : node.kind))
    .join(' ');
}

/** Whether a step only explains a mark. */
export function explainsMark(left: Syntax, right: Syntax): boolean {
  return left.kind === 'partial' && left.isNamed === true && right.kind === 'partial' && !right.isNamed && textOf(left) === textOf(right);
}
