import type { Expr, FamilyKey, IndexTerm } from '../../expr/expr.ts';
import type { ScriptsSyntax, SymbolSyntax } from '../../latex/syntax.ts';
import type { Range } from '../../text/range.ts';
import { isNamed, isNoName, withoutMark } from '../forms.ts';
import { ratioIn } from '../listed-adjoints.ts';
import { type Name, readName } from '../names.ts';
import { familyKey, isIndexSymbol, joinLabel } from '../symbols.ts';
import { argumentAnywhere, atOneArgument, functionLetters, isPlainHead, isWithoutArgument } from './bare-functions.ts';
import type { Context } from './context.ts';
import { countedIndex, isLabel, termOf } from './index-terms.ts';
import { knownSymbol } from './known-symbols.ts';
import { raised, transposedIf } from './powers.ts';

/** Letters whose prime is a derivative where they are defined, though it stands without an argument: `f = x^3`, `f' = 3x^2`. */
const derived = new Set(['f', 'g']);

/**
 * A name, with what stands below and above it: what an integral runs over, an index as a number, a constant, a function that stands for its value,
 * else a member of its family.
 */
export function elaborateName(context: Context, node: SymbolSyntax | ScriptsSyntax, symbol: SymbolSyntax, at: Range): Expr {
  const read = readName(node, context.lexicon.vocabulary);
  if (read === undefined) return context.hole('unread-scripts', at);
  const name = asOneApart(context, read);
  const { vocabulary } = context.lexicon;
  const standing = context.bound.length > 0 ? context.bound.filter(({ letter }) => letter === name.base).at(-1)?.value : undefined;
  if (standing && name.slots.length === 0 && name.label === '' && name.primes === 0 && !name.transposed)
    return raised(context, { ...standing, at: name.power ? withoutMark(node) : at }, name.power, at);
  if (standing) return context.hole('unread-integral', at);
  const isBare = name.slots.length === 0 && name.label === '' && name.primes === 0 && !name.transposed;
  const isBound = context.bound.some(({ letter }) => letter === name.base);
  const isRaised = isBare && name.power !== undefined && (isBound || !vocabulary.outcomes.has(name.base));
  const counted = node.kind === 'symbol' || isRaised ? countedIndex(context, name.base, node) : undefined;
  if (counted !== undefined) {
    const own = name.power ? withoutMark(node) : at;
    return raised(context, { kind: 'position', term: { kind: 'index', id: counted, shift: 0, at: own }, at: own }, name.power, at);
  }
  const known = knownSymbol(context, node, symbol, name, at);
  if (known) return known;
  if (symbol.letter === '1' || symbol.face === 'bb' || isNoName(symbol.letter))
    return context.hole('unread-symbol', at, { name: symbol.letter });
  const spelt = symbol.face === 'tt' ? speltDerivative(context, name.base, at) : undefined;
  if (spelt) return spelt;
  if (/^d[A-Z]/.test(name.base)) return context.hole('unread-gradient-name', at, { name: name.base });
  const slots: IndexTerm[] = [];
  for (const slot of name.slots) {
    const term = termOf(context, slot);
    if (term === undefined) return context.hole('unread-subscript', slot.range);
    slots.push(term);
  }
  if (name.transposed)
    return transposedIf(true, { kind: 'ref', family: familyOf(context, name, slots.length, at), slots, at: withoutMark(node) }, at);
  const [first, second] = slots;
  if (first && second && slots.length === 2 && name.label === '' && context.lexicon.kronecker.has(name.base)) {
    return raised(context, { kind: 'delta', left: first, right: second, at }, name.power, at);
  }
  const anywhere = isWithoutArgument(context, name) ? argumentAnywhere(context) : undefined;
  if (anywhere) {
    const fn = familyKey(name.base, name.label, 0);
    return raised(context, { kind: 'call', fn, args: [anywhere], order: name.primes, slots: [], at }, name.power, at);
  }
  if (name.primes > 0 && (vocabulary.functions.has(name.base) || (derived.has(name.base) && isPlainHead(context, name.base)))) {
    return raised(
      context,
      { kind: 'call', fn: familyKey(name.base, name.label, slots.length), args: [], order: name.primes, slots, at },
      name.power,
      at,
    );
  }
  if (slots.length === 0 && name.label === '' && name.primes === 0 && functionLetters.has(name.base)) {
    const call = atOneArgument(context, name.base, name.power ? withoutMark(node) : at);
    if (call) return raised(context, call, name.power, at);
  }
  if (slots.length === 0 && name.label === '' && name.primes === 0 && isElided(context, name.base)) {
    const family = familyKey(name.base, '', 1);
    return raised(context, { kind: 'ref', family, slots: [{ kind: 'value', value: 1 }], at }, name.power, at);
  }
  return raised(
    context,
    { kind: 'ref', family: familyOf(context, name, slots.length, at), slots, at: name.power ? withoutMark(node) : at },
    name.power,
    at,
  );
}

/** `u_o` beside a sum over `u_k`: one of those, or a name of its own. */
function asOneApart(context: Context, name: Name): Name {
  const [only, ...more] = name.slots;
  if (only === undefined || more.length > 0 || !isIndexSymbol(only) || !isLabel(context, only.letter)) return name;
  if (context.choose(`member:${name.base}`, 'section', ['among', 'apart']) === 'among') return name;
  return { ...name, slots: [], label: joinLabel(name.label, `_${only.letter}`) };
}

/** The family of a name with some number of slots. */
function familyOf(context: Context, name: Name, arity: number, at: Range): FamilyKey {
  const label = name.primes > 0 ? joinLabel(name.label, "'".repeat(name.primes)) : labelOf(context, name, arity, at);
  return familyKey(name.base, isToldApart(context, name) ? joinLabel(label, `~${spelling(name)}`) : label, arity);
}

/** Whether the letters of a name's indices tell its layer. */
function isToldApart(context: Context, { base, slots }: Name): boolean {
  if (!context.lexicon.vocabulary.lettered.has(base) || slots.length === 0 || !slots.every(isIndexSymbol)) return false;
  return context.choose('letters', 'document', ['one', 'apart']) === 'apart';
}

/** Whether a bare name means its first member, where only its members are defined (one output `y` for `y_1`). */
function isElided(context: Context, base: string): boolean {
  if (context.isHead(familyKey(base, '', 0)) || !context.isHead(familyKey(base, '', 1))) return false;
  // What a function is said to be, it is of any number.
  const [head] = context.chain;
  if (head?.kind === 'call' && head.head.kind === 'symbol' && isNamed(head.argument.body, base)) return false;
  return context.choose(`elided:${base}`, 'document', ['whole', 'first']) === 'first';
}

/** The label of a name. One that nothing defines may have lost its label (`o_j` for `o_j^{(1)}`) or have one too many. */
function labelOf(context: Context, name: Name, arity: number, at: Range): string {
  const { base, label } = name;
  const known = (other: string): boolean => context.isHead(familyKey(base, other, arity));
  if (arity === 0 || known(label)) return label;
  const options = label === '' ? context.labelsAround().filter(known) : known('') ? [''] : [];
  return options.length === 0
    ? label
    : context.choose(`label:${at.start}:${base}`, 'statement', label === '' ? [...options, label] : [label, ...options]);
}

/** `dfdx` in a listing: the derivative of one of its names by another. */
function speltDerivative(context: Context, base: string, at: Range): Expr | undefined {
  const ratio = ratioIn(base, (part) => context.lexicon.vocabulary.listed.has(part));
  if (ratio === undefined) return undefined;
  const { of, wrt } = ratio;
  const ref = (name: string, start: number): Expr => {
    return { kind: 'ref', family: familyKey(name, '', 0), slots: [], at: { start, end: start + name.length } };
  };
  return { kind: 'partial', of: ref(of, at.start + 1), wrt: ref(wrt, at.end - wrt.length), at };
}

/** The letters of the indices of a name. */
function spelling({ slots }: Name): string {
  return slots.map((slot) => (slot as SymbolSyntax).letter).join('');
}
