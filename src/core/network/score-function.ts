import type { Meaning } from '../check/meaning.ts';
import { mentioned } from '../check/mentioned.ts';
import type { Expr, FamilyKey } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { print, printName } from '../expr/print.ts';
import { familyKey, partsOfKey } from '../meaning/symbols.ts';
import { type Compared, letters, type Uses } from './compared.ts';
import type { Dependence } from './dependence.ts';

type Call = Expr & { readonly kind: 'call' };
type Name = Expr & { readonly kind: 'ref' };

/** Letters of points, of outputs and of entries of inputs, and those of weights, the usual ones first. */
const indexLetters = { point: ['i', 'n', 's'], output: ['j', 'c', 'r'], input: ['k', 'd', 'm', 'p'], other: ['l', 'q', 'h'] } as const;
const weightLetters = ['w', 'W', 'v', 'u', '\\theta', '\\omega', '\\beta'];
const inputLetters = ['x', 'X', 'u', '\\phi'];
const biasLetter = /^[bc]$/;

/** A loss with what it compares, and the note around it. */
interface Posed {
  readonly loss: Expr;
  readonly compared: Compared;
  readonly on: Dependence;
  readonly meaning: Meaning;
  readonly uses: Uses;
}

/**
 * The function behind a loss that makes scores of inputs, as `f(x_i; W)_j`, where nothing defines it: one of several arguments, or of an input
 * alone where no weights are anywhere else. One of what is worked out from weights is an activation.
 */
export function openScore({ loss, compared: { prediction }, on, uses }: Posed): Call | undefined {
  const { functions, bodies } = on.of(loss);
  if (functions.size === 0) return undefined;
  const hasWeights = [...on.of(prediction).leaves].some((family) => isWeight(family, uses));
  for (const body of bodies)
    for (const node of walk(body)) {
      if (node.kind !== 'call' || !functions.has(node.fn)) continue;
      const name = nameIn(node.args[0]);
      const isOfInput = name !== undefined && on.bodyOf(name.family) === undefined;
      if (1 < node.args.length || (isOfInput && !hasWeights)) return node;
    }
  return undefined;
}

/**
 * The simplest formula that such a function may have: a weighted sum of its inputs, behind a sigmoid or a softmax where the loss takes the logarithm
 * of it. Undefined where it is of something else than inputs, weights and what is added to them.
 */
export function scoreFormula(call: Call, { loss, compared: { target }, on, meaning, uses }: Posed): string | undefined {
  const names = call.args.map(nameIn).filter((name) => name !== undefined && !isWorkedOut(name, on));
  if (names.length < call.args.length) return undefined;
  const { inputs, weights, biases } = sorted(names as readonly Name[], uses);
  if (inputs.length === 0 || 1 < weights.length || 1 < biases.length) return undefined;
  const fresh = new Fresh(meaning, uses, (family) => family !== target && on.bodyOf(family) === undefined);
  const { base, label } = partsOfKey(call.fn);
  const weight = weights[0]?.family ?? fresh.weight(label);
  const bias = biases[0]?.family ?? fresh.bias();
  if (weight === undefined) return undefined;
  const { point, output, input, other } = fresh.indices();
  const isMany = call.slots.length === 1;
  const isOfPoints = 0 < partsOfKey(target).arity;
  const [own, another] = [output, other].map((row) => {
    const rows = isMany ? [row] : [];
    const sum = weighted(weight, inputs, rows, input, isOfPoints ? point : undefined);
    return sum && `${sum}${bias === undefined ? '' : ` + ${member(bias, rows)}`}`;
  });
  if (own === undefined) return undefined;
  const value = scoreBehind(chanceOf(call.fn, loss, on), own, another, isMany ? other : undefined);
  // `h_\theta(x)` says in its name what it is a function of.
  const args = (names as readonly Name[])
    .filter(({ family }) => label !== `_${partsOfKey(family).base}`)
    .map((name) => print(name, () => point));
  return `${member(familyKey(base, label, 0), [])}(${args.join(', ').replace(', ', '; ')})${isMany ? `_${output}` : ''} = ${value}`;
}

/** The same for a name that the notes leave open, with an index of the points and one of the outputs: `s_{ik} = \sum_d w_{kd} x_{id}`. */
export function scoresFormula(name: FamilyKey, { loss, compared: { target }, on, meaning, uses }: Posed): string | undefined {
  if (partsOfKey(name).arity !== 2) return undefined;
  const fresh = new Fresh(meaning, uses, (family) => family !== target && family !== name && on.bodyOf(family) === undefined);
  const [weight, from] = [fresh.weight(''), fresh.input()];
  if (weight === undefined || from === undefined) return undefined;
  const { point, output, input, other } = fresh.indices();
  const { axes } = meaning;
  const isTurned = partsOfKey(target).arity === 1 && axes.ofSlot(target, 0) === axes.ofSlot(name, 1);
  const [own, another] = [output, other].map((row) => `\\sum_${input} ${member(weight, [row, input])} ${member(from, [point, input])}`);
  const head = member(name, isTurned ? [output, point] : [point, output]);
  return `${head} = ${scoreBehind(chanceOf(name, loss, on), own as string, another, other)}`;
}

/** Scores, behind a sigmoid or a softmax over the other outputs where their logarithm is taken. */
function scoreBehind(chance: ReturnType<typeof chanceOf>, own: string, another: string | undefined, other: string | undefined): string {
  if (chance === 'none') return own;
  if (chance === 'all' && other !== undefined) return `\\frac{e^{${own}}}{\\sum_${other} e^{${another}}}`;
  return `\\frac{1}{1 + e^{-\\left(${own}\\right)}}`;
}

/** Whether a name has a formula, or a number in it, by which members of other layers are told. */
function isWorkedOut({ family }: Name, on: Dependence): boolean {
  return on.bodyOf(family) !== undefined || /\d/.test(partsOfKey(family).label);
}

/** What the arguments of a function are to a weighted sum. */
function sorted(names: readonly Name[], uses: Uses) {
  const inputs = names.filter(({ family }) => !isWeight(family, uses));
  const biases = names.filter((name) => !inputs.includes(name) && isBias(name.family));
  return { inputs, biases, weights: names.filter((name) => !inputs.includes(name) && !biases.includes(name)) };
}

/** `\sum_k W_{jk} x_{ik}` over the entries of one input, or `w_1 a + w_2 b` for several that are numbers; `point`: the index of the points. */
function weighted(
  weight: FamilyKey,
  inputs: readonly Name[],
  rows: readonly string[],
  k: string,
  point: string | undefined,
): string | undefined {
  const [input, ...others] = inputs as [Name, ...Name[]];
  if (others.length > 0) {
    const areNumbers = inputs.every(({ slots }) => slots.every(({ kind }) => kind === 'value'));
    return areNumbers ? inputs.map((one, n) => `${member(weight, [...rows, `${n + 1}`])} ${print(one, () => '')}`).join(' + ') : undefined;
  }
  if (input.slots.length > (point === undefined ? 0 : 1)) return undefined;
  const ofPoint = point !== undefined && input.slots.length === 1 ? [point] : [];
  return `\\sum_${k} ${member(weight, [...rows, k])} ${member(input.family, [...ofPoint, k])}`;
}

/** Whether a loss takes the logarithm of a name or a function as of how likely one outcome is: of all outcomes, or of one and of its opposite. */
export function chanceOf(name: FamilyKey, loss: Expr, on: Dependence): 'none' | 'all' | 'one' {
  const isIt = (expr: Expr | undefined): boolean => {
    if (expr?.kind === 'ref' && expr.family === name) return true;
    const body = expr?.kind === 'ref' ? on.bodyOf(expr.family) : expr;
    return body?.kind === 'call' && body.fn === name;
  };
  const taken = [loss, ...on.of(loss).bodies]
    .flatMap((body) => walk(body))
    .flatMap((node) => (node.kind === 'apply' && node.fn.startsWith('log') && node.args[0] ? [node.args[0]] : []));
  const isOpposite = (arg: Expr): boolean => arg.kind === 'add' && arg.terms.some((term) => term.kind === 'negate' && isIt(term.of));
  return taken.some(isOpposite) ? 'one' : taken.some(isIt) ? 'all' : 'none';
}

/** Letters that a formula may add to those of a note. */
class Fresh {
  private readonly bases: ReadonlySet<string>;
  private readonly moved: readonly FamilyKey[];
  private readonly uses: Uses;

  /** `isLeaf`: whether a name has no formula and is not what is to come out. */
  constructor({ members }: Meaning, uses: Uses, isLeaf: (family: FamilyKey) => boolean) {
    this.bases = new Set(members.flat().flatMap((each) => [...mentioned(each)].map((family) => partsOfKey(family).base)));
    this.moved = [...uses.differentiated, ...uses.updated].filter((family) => partsOfKey(family).label === '' && isLeaf(family));
    this.uses = uses;
  }

  /** An index for each purpose. */
  indices(): Readonly<Record<keyof typeof indexLetters, string>> {
    const free = (all: readonly [string, ...string[]]): string => all.find((letter) => !this.bases.has(letter)) ?? all[0];
    const { point, output, input, other } = indexLetters;
    return { point: free(point), output: free(output), input: free(input), other: free(other) };
  }

  /** The weight in the name of the function, what the notes differentiate by, or a letter that they do not use. */
  weight(label: string): FamilyKey | undefined {
    const own = label.replace(/^_/, '');
    const base = letters.weight.test(own) ? own : weightLetters.find((letter) => !this.bases.has(letter));
    const moved = this.moved.find((family) => isWeight(family, this.uses) && !isBias(family));
    return letters.weight.test(own) || moved === undefined ? base && familyKey(base, '', 0) : moved;
  }

  /** An input that the notes do not use otherwise. */
  input(): FamilyKey | undefined {
    const base = inputLetters.find((letter) => !this.bases.has(letter));
    return base && familyKey(base, '', 0);
  }

  /** What the notes differentiate by and may add to the weighted sum. */
  bias(): FamilyKey | undefined {
    return this.moved.find(isBias);
  }
}

function isBias(family: FamilyKey): boolean {
  return biasLetter.test(partsOfKey(family).base);
}

/** Whether a name is one of what is learnt, by what the notes do with it, or by its letter. */
function isWeight(family: FamilyKey, { updated, differentiated }: Uses): boolean {
  const { base } = partsOfKey(family);
  return letters.weight.test(base) || ((updated.has(family) || differentiated.has(family)) && !letters.input.test(base));
}

/** A name, or the one of which all members are meant. */
function nameIn(arg: Expr | undefined): Name | undefined {
  if (arg?.kind === 'ref') return arg;
  if (arg?.kind !== 'array' || arg.body.kind !== 'ref') return undefined;
  const { indices, body } = arg;
  const slots = body.slots.filter((term) => term.kind !== 'index' || !indices.includes(term.id));
  const { base, label } = partsOfKey(body.family);
  return { kind: 'ref', family: familyKey(base, label, slots.length), slots };
}

/** The LaTeX of a name with other indices. */
function member(family: FamilyKey, indices: readonly string[]): string {
  const { base, label } = partsOfKey(family);
  return printName(familyKey(base, label, indices.length), indices);
}
