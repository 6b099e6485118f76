import type { FamilyKey } from '../expr/expr.ts';
import type { CallSyntax, ScriptsSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { eachPart, formulasOf, nodesIn, type Sorted, sortedNodes, walkSyntax } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import { aliasesOf, entriesIn } from './aliases.ts';
import { defines } from './comparisons.ts';
import { madeFrom } from './dependence.ts';
import { isNameD } from './differentials.ts';
import { isDivergence } from './divergences.ts';
import { isDeltaValue, isNameIn, underLogarithm } from './forms.ts';
import { isEqual } from './general-term.ts';
import { gradientScalesIn, gradientsByIn, gradientsIn, lossesBySection, lossIn, parametersIn, signaturesIn } from './gradients.ts';
import { sampleScalesIn } from './gradients-of-samples.ts';
import { numberedUnitsIn } from './numbered-units.ts';
import { onlyAppliedIn } from './only-applied.ts';
import { argumentsOf, outcomesIn, selectedIn } from './outcomes.ts';
import { madeOfPlain } from './points.ts';
import { arguedIn, isPowered, isToBeSolved, poweredIn } from './powered-parameters.ts';
import { boundLetters, labelText, lettersAbove, orderedIn } from './scripts.ts';
import { countOf, numbersOf, partsIn } from './sets.ts';
import { stepOf } from './steps.ts';
import { apartAbove, letteredIn, looseIn, numberedIn, sampledApartIn, sampledIn, steppedIn, unitsIn } from './subscripts.ts';
import { baseName, familyKey, isIndexSymbol, isOwn, joinLabel, partsOfKey, pieces, symbolOf, wordIn } from './symbols.ts';
import type { Unrolling } from './unroll.ts';
import { spelledIn } from './written-out.ts';

export { defines } from './comparisons.ts';
export { symbolOf } from './symbols.ts';

/** What the use of its names in a whole note tells, gathered before any formula is given a meaning. */
export interface Vocabulary {
  /** The names that are defined layer after layer, or step after step. */
  readonly unrollings: readonly Unrolling[];
  /** Letters that a sum or product binds somewhere. */
  readonly summed: ReadonlySet<string>;
  /** Letters that stand in some subscript. */
  readonly subscripts: ReadonlySet<string>;
  /** Names that stand as the upper bound of a sum or in one. */
  readonly sizes: ReadonlySet<string>;
  /** Names of sizes in `\mathbb R^{n \times d}`. */
  readonly dimensions: ReadonlySet<string>;
  /** Those from which bounds and subscripts are worked out: `N` and `K` of `\sum_{i=0}^{N-K}`, `s` of `x_{si+k}`. */
  readonly counted: ReadonlySet<string>;
  /** Bases that carry a subscript or are the head of a definition. */
  readonly bases: ReadonlySet<string>;
  /** Bases whose bare numeral superscript is a label: heads (`x_j^2 = …`), or also seen with `^1` or `^0`. */
  readonly labelled: ReadonlySet<string>;
  /** Letters above a base that tell its names apart and are no powers: `z^f` and `z^o`. */
  readonly above: ReadonlyMap<string, ReadonlySet<string>>;
  /** Bases whose numeral subscript in front is a name and no index: `z_{2,i}` is a member of `z_2`. */
  readonly numbered: ReadonlySet<string>;
  /** Bases that carry the number of a sample in a bracket above (`x^{(i)}`), which some sum runs over. */
  readonly sampled: ReadonlySet<string>;
  /** Those of them that also stand without a sample, with the index of an entry alone: `x_j` beside `x_j^{(i)}`. */
  readonly sampledApart: ReadonlySet<string>;
  /** Names that move from step to step and have entries by other letters: the letters of their steps. */
  readonly stepped: ReadonlyMap<string, ReadonlySet<string>>;
  /** How many slots a base takes where it takes letters, by base and by the text of its superscript. */
  readonly arities: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<number>>>;
  /** Bases that are applied: heads of `f(x) = …`, or primed before a bracket. */
  readonly functions: ReadonlySet<string>;
  /** Sets that sums run over which are only parts of what there is. */
  readonly parts: ReadonlySet<string>;
  /** Those that a definition gives a meaning. */
  readonly functionHeads: ReadonlySet<string>;
  /** Bases that are the head of an equation without a bracket, or a member of one. */
  readonly variables: ReadonlySet<string>;
  /** The letter of the Kronecker delta also names something else, as an error of a layer. */
  readonly isDeltaShared: boolean;
  /** Names whose gradients the note calls `dW`, `dZ`; empty where it uses differentials otherwise. */
  readonly gradients: ReadonlySet<string>;
  /** What such a gradient is the derivative times, where the notes say so by its definition or by those of the others. */
  readonly gradientScales: ReadonlyMap<string, Syntax>;
  /** The letter `d` is a name, and no sign of differentials. */
  readonly isDName: boolean;
  /** What such a gradient is of: the one loss of the note, if it has one. */
  readonly loss: SymbolSyntax | undefined;
  /** The loss that the sections are about which go on to another one. */
  readonly lossesBySection: ReadonlyMap<number, SymbolSyntax>;
  /** Bases of which only the letters of the indices may tell the layers apart (`w_{ji}` and `w_{kj}`). */
  readonly lettered: ReadonlySet<string>;
  /** The exponents of arguments that the head of a function has as powers (`\ell(\mu, \sigma^2)`), and all its calls too, by their places. */
  readonly powered: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** The parameters of a function by its head (`f(w) = …`). */
  readonly parameters: ReadonlyMap<string, readonly SymbolSyntax[]>;
  /** The same of functions of numbered names too (`f(x_1, x_2) = …`). */
  readonly signatures: ReadonlyMap<string, readonly (SymbolSyntax | ScriptsSyntax)[]>;
  /** What gradients are taken by, with a subscript or as the argument of what is differentiated. */
  readonly gradientsBy: ReadonlyMap<string, SymbolSyntax>;
  /** What each letter in front of a bracket is applied to, if it is a function. */
  readonly applied: ReadonlyMap<string, readonly Syntax[]>;
  /** Letters that stand alone in some formula, and not only in scripts or in front of brackets. */
  readonly alone: ReadonlySet<string>;
  /** Names of functions in front of brackets that stand nowhere without one, as they are called with what stands below them. */
  readonly onlyApplied: ReadonlySet<string>;
  /** Letters in subscripts that select one member and run over nothing: `y` of `L = -\log p_y`. */
  readonly labels: ReadonlySet<string>;
  /** Bases whose subscripts tell them apart and are no indices: `W_f` and `W_o`. */
  readonly named: ReadonlySet<string>;
  /** Letters below names that are no indices but say which one is meant: `net_o` of the output unit, `net_{h1}` of a hidden one. */
  readonly units: ReadonlySet<string>;
  /** Functions that definitions give for the outcomes of a chance (`\pi(a|s) = \dots`). */
  readonly byOutcome: ReadonlySet<string>;
  /** Letters of the outcomes of a chance, which are only handed to functions. */
  readonly outcomes: ReadonlySet<string>;
  /** The sections in which such a letter is something else. */
  readonly otherwise: ReadonlyMap<string, ReadonlySet<number>>;
  /** Names that the notes differentiate by more than one other and never apply: they are of values, whatever the letter. */
  readonly values: ReadonlySet<string>;
  /** Names that the notes differentiate by. */
  readonly varied: ReadonlySet<string>;
  /** Letters that vary with nothing below them: derivatives are taken by them, or functions have them as their parameters. */
  readonly variedAlone: ReadonlySet<string>;
  /** Names of the listings of code. */
  readonly listed: ReadonlySet<string>;
  /** Names that the note sets in two ways (`L` and `\mathcal L`), to the one that it defines. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Letters of which some name with marks is made. */
  readonly made: ReadonlySet<string>;
  /** What the formulas of names are made of. */
  readonly madeFrom: ReadonlyMap<string, ReadonlySet<string>>;
  /** Small letters that name entries of a matrix, and alone something else, to the letter of the matrix. */
  readonly entries: ReadonlyMap<string, string>;
}

/** The vocabulary as it is in one section. */
export function vocabularyIn(vocabulary: Vocabulary, section: number): Vocabulary {
  const { outcomes, otherwise } = vocabulary;
  const own = [...outcomes].filter((letter) => !otherwise.get(letter)?.has(section));
  return own.length === outcomes.size ? vocabulary : { ...vocabulary, outcomes: new Set(own) };
}

/** The vocabulary of all statements of a note, with the sections that they stand in. */
export function vocabularyOf(
  statements: Iterable<Statement>,
  unrollings: readonly Unrolling[] = [],
  sectionOf: ReadonlyMap<Statement, number> = new Map(),
  nodesOfGraphs: readonly Unrolling[] = [],
): Vocabulary {
  const all = [...statements];
  const nodes = sortedNodes(all);
  const unrolledBy = (place: Unrolling['place']): readonly string[] =>
    flatMap(unrollings, (own) => (own.place === place ? [...own.bases] : []));
  const layered = new Set(flatMap(unrollings, ({ place, letters }) => (place === 'above' ? [...letters] : [])));
  const sampled = sampledIn(all, layered);
  const above = apartAbove(all, nodes.scripts, layered);
  const sampledApart = sampledApartIn(nodes.scripts, sampled);
  const unrolled = new Set(unrolledBy('below'));
  const stepped = new Map([...steppedIn(all)].filter(([base]) => !unrolled.has(base)));
  const numbered = new Set([...numberedIn(nodes.scripts), ...unrolled, ...flatMap(nodesOfGraphs, ({ bases }) => [...bases])]);
  const units = new Set([...unitsIn(all), ...numberedUnitsIn(all)]);
  const { labels, named } = looseIn(all, numbered, units);
  const otherwise = outcomesIn(all, sectionOf);
  const outcomes = new Set(otherwise.keys());
  const { summed, ends } = sumsIn(nodes);
  const { plain, listed, varied, variedBare, primed } = namesIn(nodes);
  const { subscripts, subscripted, arities, numerals } = scriptsIn(nodes.scripts, { above, sampled, sampledApart, numbered, named, units });
  // `w_{k-1}` behind dots has the last of all numbers below, which is no index.
  const lastOnes = new Set<Syntax>(flatMap(nodes.lists, ({ items }) => (items.at(-2)?.kind === 'dots' ? items.slice(-1) : [])));
  const counted = countedIn(
    [...ends, ...stridesIn(nodes.scripts)],
    summed,
    nodes.scripts.filter((node) => !lastOnes.has(node)),
  );
  const sizeIn = (end: Syntax): readonly string[] =>
    end.kind === 'symbol' ? [baseName(end)] : end.kind === 'group' ? [countOf(end) ?? ''].filter(Boolean) : [];
  const sizes = new Set([...flatMap(ends, sizeIn), ...counted]);
  const applied = appliedIn(nodes.calls);
  const alone = aloneIn(all);
  const spelled = spelledIn(all, nodes);
  for (const { base, label, count } of spelled) addArity(arities, base, label, count);
  const { heads, plainHeads, indexedHeads, bareHeads, variables, squares, functions, functionHeads, byOutcome } = headsIn(all, {
    subscripts,
    outcomes,
    calls: nodes.calls,
  });
  // `\sigma^2 = …` where nothing defines `\sigma` names the square; `x_j^2 = …` a layer, unless `x_j` has a definition too.
  const labelled = new Set(flatMap([...squares], ([base, isIndexed]) => ((isIndexed ? indexedHeads : plainHeads).has(base) ? [] : [base])));
  for (const base of unrolledBy('above')) labelled.add(base);
  const raised = raisedIn(all);
  for (const [base, shown] of numerals) if ((shown.has(1) || shown.has(0)) && !isOwn(base) && !raised.has(base)) labelled.add(base);
  const parameters = parametersIn(all);
  const loss = lossIn(all, nodes.derivatives);
  const gradients = gradientsIn(all, loss);
  const scales = gradientScalesIn(all, gradients);
  const entries = entriesIn(all);
  return {
    entries,
    made: madeOfPlain(all),
    madeFrom: madeFrom(all),
    unrollings,
    summed,
    subscripts,
    sizes,
    dimensions: new Set(flatMap(nodes.scripts, dimensionsIn)),
    counted,
    bases: new Set([...subscripted, ...bareHeads]),
    labelled,
    above,
    numbered,
    sampled,
    sampledApart,
    stepped,
    arities,
    functions: new Set([...primed, ...functions]),
    functionHeads,
    parts: partsIn(all, sectionOf),
    variables,
    isDeltaShared: heads.has('\\delta') || [...(arities.get('\\delta') ?? [])].some(([label, counts]) => label !== '' || counts.has(1)),
    labels: new Set(
      [...labels, ...[...selectedIn(all, outcomes)].filter((letter) => !summed.has(letter))].filter((letter) => !units.has(letter)),
    ),
    named,
    units,
    outcomes,
    otherwise,
    varied,
    variedAlone: new Set([...variedBare, ...flatMap([...parameters.values()], (own) => own.map(baseName))]),
    byOutcome,
    listed,
    alone,
    onlyApplied: onlyAppliedIn(all, nodes.calls, alone),
    applied,
    values: valuesIn(nodes.derivatives, applied),
    powered: poweredIn(all, nodes.calls),
    parameters,
    signatures: signaturesIn(all),
    gradientsBy: gradientsByIn(nodes.derivatives, parameters),
    lettered: letteredIn(all),
    gradients,
    gradientScales: scales.size > 0 ? scales : sampleScalesIn(all, gradients, loss),
    isDName: variables.has('d') || isNameD(all, nodes.symbols),
    loss,
    lossesBySection: gradients.size > 0 ? lossesBySection(sectionOf, loss) : new Map(),
    aliases: aliasesOf(nodes, {
      entries,
      heads,
      plain,
      arities,
      sizes,
      numbered,
      timed: unrolled,
      sampledApart,
      spelled: new Set(flatMap(spelled, ({ base, isSame }) => (isSame ? [base] : []))),
    }),
  };
}

/** What sums and products run over, and their upper bounds, as well as the last index of a list with dots, `x_1, \dots, x_D`. */
function sumsIn({ operators, lists }: Sorted): Pick<Vocabulary, 'summed'> & { readonly ends: readonly Syntax[] } {
  const summed = new Set<string>();
  const ends: Syntax[] = flatMap(lists, ({ items }) => lastOf(items) ?? []);
  for (const node of operators) {
    if (node.operator !== 'each') for (const letter of boundLetters(node.over)) summed.add(letter);
    if (node.upper) ends.push(node.upper);
    for (const entry of node.over) {
      const last = orderedIn(entry)?.relations.at(-1);
      if (last) ends.push(last.right);
    }
  }
  return { summed, ends };
}

/** The capital that is the index of the last of some names with dots among them. */
export function lastOf(items: readonly Syntax[]): SymbolSyntax | undefined {
  const [last, before] = [items.at(-1), items.at(-2)];
  const sub = last?.kind === 'scripts' && before?.kind === 'dots' ? last.sub : undefined;
  return sub?.kind === 'symbol' && sub.accents.length === 0 && /^[A-Z]$/.test(sub.letter) ? sub : undefined;
}

/** The names in ends of sums that are more than one name: capitals, and letters that are no index elsewhere. */
function countedIn(ends: readonly Syntax[], summed: ReadonlySet<string>, scripts: readonly ScriptsSyntax[]): ReadonlySet<string> {
  const names = flatMap(ends, (end) => {
    const nodes = walkSyntax(end);
    const isPlain = nodes.every(({ kind }) => /^(?:sum|product|quotient|group|symbol|number)$/.test(kind));
    return isPlain && 1 < nodes.length ? nodes.filter((node) => node.kind === 'symbol') : [];
  });
  if (names.length === 0) return none;
  const indices = indexedIn(scripts);
  const isSize = (name: SymbolSyntax): boolean =>
    name.accents.length === 0 &&
    (/^[A-Z]$/.test(name.letter) || (isIndexSymbol(name) && !summed.has(name.letter) && !indices.has(name.letter)));
  return new Set(names.filter(isSize).map(baseName));
}

/** Products and quotients in subscripts that are worked out: `si` of `x_{si+k}`, `j/s` of `v_{\lfloor j/s \rfloor}`. */
function stridesIn(scripts: readonly ScriptsSyntax[]): readonly Syntax[] {
  return flatMap(scripts, ({ sub }) => {
    const worked = (sub ? pieces(sub) : []).filter(({ kind }) => kind === 'sum' || kind === 'group');
    return flatMap(worked, (piece) => walkSyntax(piece).filter(({ kind }) => kind === 'product' || kind === 'quotient'));
  });
}

/** Letters that are an index as they stand or with a number added. */
function indexedIn(scripts: readonly ScriptsSyntax[]): ReadonlySet<string> {
  return new Set(
    flatMap(scripts, ({ sub }) =>
      sub
        ? flatMap(pieces(sub), (piece): string[] => {
            const [first, second] = piece.kind === 'sum' ? piece.terms : [];
            const letter = second?.node.kind === 'number' ? first?.node : piece;
            return letter && isIndexSymbol(letter) ? [letter.letter] : [];
          })
        : [],
    ),
  );
}

/** The names of sizes in `\mathbb R^{n \times d}`. */
function dimensionsIn(node: ScriptsSyntax): readonly string[] {
  if (node.base.kind !== 'symbol' || node.base.face !== 'bb' || node.sup === undefined) return [];
  return flatMap(walkSyntax(node.sup), (inner) => (inner.kind === 'symbol' ? [baseName(inner)] : []));
}

/** All names, those of listings, those that are differentiated by, and those with primes in front of a bracket. */
function namesIn({ symbols, calls, derivatives }: Sorted): Pick<Vocabulary, 'listed' | 'varied'> & {
  readonly plain: ReadonlySet<string>;
  readonly primed: ReadonlySet<string>;
  readonly variedBare: ReadonlySet<string>;
} {
  const plain = new Set<string>();
  const listed = new Set<string>();
  const varied = new Set<string>();
  const variedBare = new Set<string>();
  const primed = new Set<string>();
  for (const symbol of symbols) {
    plain.add(baseName(symbol));
    if (symbol.face === 'tt') listed.add(symbol.letter);
  }
  for (const { head } of calls) {
    const symbol = primesOf(head) > 0 ? symbolOf(head) : undefined;
    if (symbol) primed.add(baseName(symbol));
  }
  for (const node of derivatives) {
    const by = node.kind === 'partial' ? node.wrt : node.wrt ? [node.wrt] : [];
    for (const symbol of by.map(symbolOf)) if (symbol) varied.add(baseName(symbol));
    for (const one of by) if (one.kind === 'symbol') variedBare.add(baseName(one));
  }
  return { plain, listed, varied, variedBare, primed };
}

type Arities = Map<string, Map<string, Set<number>>>;

function addArity(arities: Arities, base: string, label: string, count: number): void {
  const known = arities.get(base) ?? new Map<string, Set<number>>();
  arities.set(base, known.set(label, (known.get(label) ?? new Set()).add(count)));
}

/** What stands below names and above them: letters of indices, how many of them, and numerals that may be powers or labels. */
function scriptsIn(
  scripts: readonly ScriptsSyntax[],
  {
    above: apart,
    sampled,
    sampledApart,
    numbered,
    named,
    units,
  }: Pick<Vocabulary, 'above' | 'sampled' | 'sampledApart' | 'numbered' | 'named' | 'units'>,
): {
  readonly subscripts: ReadonlySet<string>;
  readonly subscripted: ReadonlySet<string>;
  readonly arities: Arities;
  readonly numerals: ReadonlyMap<string, ReadonlySet<number>>;
} {
  const subscripts = new Set<string>();
  const subscripted = new Set<string>();
  const arities: Arities = new Map();
  const numerals = new Map<string, Set<number>>();
  for (const node of scripts) {
    if (node.base.kind !== 'symbol') continue;
    const { sub, sup } = node;
    const base = baseName(node.base);
    if (sup?.kind === 'number') numerals.set(base, (numerals.get(base) ?? new Set()).add(sup.value));
    if (sub === undefined) continue;
    subscripted.add(base);
    const found = pieces(sub).filter((piece) => !(isIndexSymbol(piece) && units.has(piece.letter)));
    for (const piece of found) for (const inner of walkSyntax(piece)) if (isIndexSymbol(inner)) subscripts.add(inner.letter);
    const letters = labelAbove({ above: apart }, base, sup);
    const isLayered = letters === '' && sup !== undefined && (sup.kind === 'sum' || (isIndexSymbol(sup) && sup.letter !== 't'));
    if (wordIn(sub) !== undefined || !found.some(isIndexSymbol) || isLayered || named.has(base)) continue;
    const [first] = found;
    const number = numbered.has(base) && first?.kind === 'number' ? first : undefined;
    const isSample = sampled.has(base) && labelText(sup) !== '';
    const above = isSample ? sampleLabel({ sampledApart }, base) : letters || labelText(sup) || numeralIn(sup);
    const words = flatMap(found, (piece) => wordIn(piece) ?? []);
    const label = [...(number ? [number.value] : []), ...words].reduce<string>((all, piece) => joinLabel(all, `_${piece}`), above);
    addArity(arities, base, label, found.length - (number ? 1 : 0) - words.length + (isSample ? 1 : 0));
  }
  return { subscripts, subscripted, arities, numerals };
}

/** Parameters of which the formula of their function has a power, `f(x) = x^2`: a label there would leave it without its argument. */
function raisedIn(statements: readonly Statement[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { members } of statements)
    for (const [at, { node }] of members.slice(0, -1).entries()) {
      const body = members[at + 1];
      if (node.kind !== 'call' || node.argument.body.kind !== 'symbol' || body === undefined || !defines(body.relation?.sign)) continue;
      const base = baseName(node.argument.body);
      const uses = nodesIn(body.node).filter((inner) => inner.kind === 'symbol' && baseName(inner) === base).length;
      const powers = nodesIn(body.node).filter(
        (inner) =>
          inner.kind === 'scripts' &&
          !inner.sub &&
          inner.sup?.kind === 'number' &&
          symbolOf(inner) &&
          baseName(symbolOf(inner) as SymbolSyntax) === base,
      ).length;
      if (0 < powers && powers === uses) found.add(base);
    }
  return found;
}

/** The heads of definitions: names, with the numeral above them if there is one, and functions. */
function headsIn(
  statements: readonly Statement[],
  { subscripts, outcomes, calls }: Pick<Vocabulary, 'subscripts' | 'outcomes'> & { readonly calls: readonly CallSyntax[] },
): Pick<Vocabulary, 'functions' | 'functionHeads' | 'variables' | 'byOutcome'> & {
  readonly heads: ReadonlySet<string>;
  readonly plainHeads: ReadonlySet<string>;
  readonly bareHeads: ReadonlySet<string>;
  /** Those whose indices are all letters, with nothing above. */
  readonly indexedHeads: ReadonlySet<string>;
  readonly squares: ReadonlyMap<string, boolean>;
} {
  const heads = new Set<string>();
  const plainHeads = new Set<string>();
  const indexedHeads = new Set<string>();
  const bareHeads = new Set<string>();
  const variables = new Set<string>();
  const squares = new Map<string, boolean>();
  const functions = new Set<string>();
  const functionHeads = new Set<string>();
  const byOutcome = new Set<string>();
  const spoken = new Set<string>();
  const chosen = amongNumbersIn(statements);
  const formulas = new Map<string, Syntax[]>();
  const argued = arguedIn(calls);
  const note = (node: Syntax, isIndex: boolean, formula: Syntax): void => {
    const symbol = symbolOf(node.kind === 'call' ? node.head : node);
    if (symbol === undefined) return;
    const base = baseName(symbol);
    heads.add(base);
    if (node.kind === 'call') {
      if (!isArgumentList(node.argument.body) || isDivergence(node)) return;
      functions.add(base);
      if (primesOf(node.head) === 0) functionHeads.add(base);
      if (argumentsOf(node).some((item) => item.kind === 'symbol' && outcomes.has(baseName(item)))) byOutcome.add(base);
      return;
    }
    if (isIndex && node.kind === 'symbol') return;
    // `s^2 = 1` of a sign is what follows from that.
    if (node.kind === 'scripts' && node.sup?.kind === 'number' && chosen.has(base)) return;
    if (isPowered(node) && isToBeSolved(node, formula, argued)) return;
    variables.add(base);
    if (node.kind === 'symbol') bareHeads.add(base);
    if (node.kind === 'scripts' && node.sup?.kind === 'number') squares.set(base, node.sub !== undefined || squares.get(base) === true);
    else plainHeads.add(base);
    if (node.kind === 'scripts' && node.sup === undefined && node.sub && pieces(node.sub).every(isIndexSymbol)) indexedHeads.add(base);
  };
  for (const { members } of statements) {
    const [only, ...others] = members;
    const alone = only?.node.kind === 'call' && others.length === 0 ? only.node : undefined;
    if (alone?.head.kind === 'symbol' && isArgumentList(alone.argument.body)) spoken.add(baseName(alone.head));
    for (const [position, { node }] of members.entries()) {
      const next = members[position + 1];
      // Of `m_j \in \{0, 1\}` the note speaks without a power above it.
      const isListed = next?.relation?.sign === '\\in' && next.node.kind === 'group' && next.node.open === '{';
      if (isListed && node.kind === 'scripts' && node.sup === undefined && node.base.kind === 'symbol')
        indexedHeads.add(baseName(node.base));
      if (next === undefined || !defines(next.relation?.sign) || isDeltaValue(node, next.node)) continue;
      // `a = \sigma(z) = \sigma(w x + b)` says what `z` is, and not what the function is.
      if (node.kind === 'call' && next.node.kind === 'call' && isEqual(node.head, next.node.head)) continue;
      if (node.kind === 'symbol') formulas.set(baseName(node), [...(formulas.get(baseName(node)) ?? []), next.node]);
      note(underLogarithm(node) ?? node, isIndexSymbol(node) && subscripts.has(node.letter) && isIndexValue(next.node), next.node);
    }
  }
  // What is only spoken of is no product: “the loss $f(z)$ is differentiable”, though a formula without arguments defines it.
  for (const base of spoken) if (variables.has(base)) functions.add(base);
  // `y(x)` beside `y = w x` is the name as a function of what its formula is of, unless it is multiplied.
  for (const { head, argument } of calls) {
    const base = head.kind !== 'partial' && argument.open === '(' && argument.body.kind === 'symbol' && symbolOf(head);
    const own = base ? formulas.get(baseName(base)) : undefined;
    if (base && own?.some((formula) => isNameIn(formula, baseName(argument.body as SymbolSyntax)))) functions.add(baseName(base));
  }
  return { heads, plainHeads, indexedHeads, bareHeads, variables, squares, functions, functionHeads, byOutcome };
}

/** The names that are said to be in a set of numbers, `s \in \{-1, 1\}`. */
function amongNumbersIn(statements: readonly Statement[]): ReadonlySet<string> {
  return new Set(
    flatMap(statements, ({ members: [head, body] }) => {
      const symbol = head && body?.relation?.sign === '\\in' && numbersOf(body.node) ? symbolOf(head.node) : undefined;
      return symbol ? [baseName(symbol)] : [];
    }),
  );
}

/** Letters that stand somewhere as names, with or without scripts of their own. */
export function aloneIn(statements: readonly Statement[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: Syntax): void => {
    if (node.kind === 'symbol') found.add(baseName(node));
    if (node.kind === 'scripts') visit(node.base);
    else
      eachPart(node, (part) => {
        if (!(node.kind === 'call' && part === node.head)) visit(part);
      });
  };
  // A letter that is the whole of a formula is only spoken of: “with the distribution function $\Phi$”.
  for (const statement of statements)
    for (const formula of formulasOf(statement)) if (formula.kind !== 'symbol' || statement.members.length > 1) visit(formula);
  return found;
}

/** How many arguments of a letter are kept. */
const mostArguments = 8;

/** The arguments of every letter that stands in front of a round bracket with one formula in it. */
function appliedIn(calls: readonly CallSyntax[]): ReadonlyMap<string, readonly Syntax[]> {
  const found = new Map<string, Syntax[]>();
  for (const node of calls) {
    if (node.head.kind !== 'symbol' || node.argument.open !== '(' || node.argument.body.kind === 'list') continue;
    const base = baseName(node.head);
    const { body } = node.argument;
    const known = found.get(base) ?? [];
    if (known.length < mostArguments && !known.some((other) => isEqual(other, body))) found.set(base, [...known, body]);
  }
  return found;
}

function valuesIn(derivatives: Sorted['derivatives'], applied: ReadonlyMap<string, unknown>): ReadonlySet<string> {
  const by = new Map<string, Set<string>>();
  for (const node of derivatives) {
    const [wrt] = node.kind === 'partial' ? node.wrt.map(symbolOf) : [];
    if (node.kind !== 'partial' || node.of?.kind !== 'symbol' || wrt === undefined) continue;
    const base = baseName(node.of);
    by.set(base, (by.get(base) ?? new Set()).add(baseName(wrt)));
  }
  return new Set([...by].flatMap(([base, names]) => (names.size > 1 && !applied.has(base) ? [base] : [])));
}

/** What an index may be said to be: another letter, a number, or a range with dots. */
function isIndexValue(node: Syntax): boolean {
  return (
    isIndexSymbol(node) ||
    node.kind === 'number' ||
    node.kind === 'dots' ||
    (node.kind === 'list' && node.items.every(isIndexValue)) ||
    (node.kind === 'symbol' && /^[A-Z]$/.test(node.letter))
  );
}

/** What tells all samples of a name from the one that stands without the number of a sample, where its entries do too. */
export function sampleLabel({ sampledApart }: Pick<Vocabulary, 'sampledApart'>, base: string): string {
  return sampledApart.has(base) ? '~samples' : '';
}

/** What tells the values of a name after some steps from its entries. */
export const stepLabel = '~steps';

/** Whether an index counts the steps of a name that moves. */
export function isStep({ stepped }: Pick<Vocabulary, 'stepped'>, base: string, slot: Syntax): boolean {
  const letters = stepped.get(base);
  const step = letters && stepOf(slot);
  return step !== undefined && (!('letter' in step) || letters?.has(step.letter) === true);
}

/** How many slots a base takes under a superscript, as far as the note shows it with letters; layers that are plain numerals are alike. */
export function aritiesOf(vocabulary: Vocabulary, base: string, sup: Syntax | undefined): ReadonlySet<number> {
  const { arities, labelled } = vocabulary;
  const label = labelAbove(vocabulary, base, sup) || labelText(sup);
  const known = arities.get(base);
  if (known === undefined) return none;
  if (label !== '') return known.get(label) ?? none;
  const isLayer = labelled.has(base);
  let found: ReadonlySet<number> = none;
  for (const [label, counts] of known) {
    const other = label === '' ? label : label.replace(/(?:^|,)_[^\d,][^,]*/g, '');
    if (isLayer ? /^\d+$/.test(other) : /^\d*$/.test(other)) found = found.size === 0 ? counts : new Set([...found, ...counts]);
  }
  return found;
}

/** The letters above a name that are its label; '' where there are none. */
export function labelAbove({ above }: Pick<Vocabulary, 'above'>, base: string, sup: Syntax | undefined): string {
  const letters = sup && above.get(base);
  const text = letters && lettersAbove(sup);
  return text !== undefined && letters?.has(text) ? text : '';
}

const none: ReadonlySet<never> = new Set();

function numeralIn(sup: Syntax | undefined): string {
  return sup?.kind === 'number' ? String(sup.value) : '';
}

function primesOf(head: Syntax): number {
  return head.kind === 'scripts' ? head.primes : 0;
}

/** Whether a bracket holds names only, as the parameters of a definition do. */
function isArgumentList(body: Syntax): boolean {
  const items = body.kind === 'list' ? body.items : [body];
  const isName = (item: Syntax): boolean => symbolOf(item) !== undefined && (item.kind !== 'scripts' || item.sup === undefined);
  return items.every((item) => isName(item) || (items.length > 1 && isPowered(item)));
}

/** A family without the number of its layer or its step, which all of them are alike in; a change of a variable is of its shape. */
export function alike(family: FamilyKey, vocabulary: Vocabulary): FamilyKey {
  const { base, label, arity } = partsOfKey(family);
  const changing = /^(?:d|Delta)\((.+)\)$/.exec(base)?.[1];
  if (changing !== undefined) return alike(familyKey(changing, label, arity), vocabulary);
  return renumbered(family, vocabulary, () => '#') ?? family;
}

/** A family at every layer or step that is read of it, itself alone where it has none; and by the letter of those. */
export function atEachLayer(
  family: FamilyKey,
  vocabulary: Vocabulary,
): { readonly all: readonly FamilyKey[]; readonly general: FamilyKey } {
  const all: FamilyKey[] = [];
  const last = Math.max(-1, ...vocabulary.unrollings.map((own) => own.last));
  for (let layer = 0; layer <= last; layer++) {
    const other = renumbered(family, vocabulary, (piece) => piece.replace(/\d+/, String(layer)));
    if (other !== undefined) all.push(other);
  }
  const general = renumbered(family, vocabulary, (piece, { letters }) => piece.replace(/\d+/, [...letters][0] ?? '#'));
  return general === undefined ? { all: [family], general: family } : { all, general };
}

/** A family with something else in the place of the number of its layer or its step; undefined if it has none. */
function renumbered(family: FamilyKey, { unrollings }: Vocabulary, by: (piece: string, own: Unrolling) => string): FamilyKey | undefined {
  const { base, label, arity } = partsOfKey(family);
  for (const own of unrollings) {
    if (!own.bases.has(base) || label === '') continue;
    const pieces = label.split(',');
    const at = pieces.findIndex((piece) => (own.place === 'below' ? /^_\d+$/.test(piece) : !piece.startsWith('_')));
    if (0 <= at) return familyKey(base, pieces.map((piece, n) => (n === at ? by(piece, own) : piece)).join(), arity);
  }
  return undefined;
}
