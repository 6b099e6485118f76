import type { BigOperatorSyntax, ScriptsSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { formulasOf, mapParts, nodesIn, nodesOf } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { Range } from '../text/range.ts';
import type { ReadNote } from './chains.ts';
import { baseName } from './symbols.ts';
import { withFormulas } from './with-formulas.ts';

/** The letter of the outcomes that random variables depend on, which no note writes. */
export const outcome = 'ω';

/**
 * A note in which `\mathbb{E}[X Y]`, an expectation that does not say of what, is the mean over outcomes of the capitals in its bracket, each of which has
 * one value for each outcome: `\mathbb{E}_ω[X_ω Y_ω]`. What holds then holds for any joint law of them. All other letters are constants.
 */
export function withRandomVariables(note: ReadNote): ReadNote {
  const sections = new Map<number, Statement[]>();
  for (const [statement, section] of note.sectionOf) {
    const statements = sections.get(section) ?? [];
    sections.set(section, statements);
    statements.push(statement);
  }
  let found = note;
  for (const [section, statements] of sections) {
    if (!statements.some((statement) => nodesOf(statement).some(isExpectation))) continue;
    const chains = note.chains.filter((chain) => chain.section === section).map(({ members }) => members.map(({ node }) => node));
    // An expectation may go on with what another one in its chain says that it is of.
    const drawn = new Set(chains.filter((chain) => chain.some(saysOfWhat)).flat());
    const variables = variablesIn(statements, drawn);
    if (variables.size > 0) found = withFormulas(found, (node) => (drawn.has(node) ? node : overOutcomes(node, variables)), section);
  }
  return found;
}

/** Whether an expectation in a formula says of what it is one. */
function saysOfWhat(node: Syntax): boolean {
  return nodesIn(node).some((inner) => isExpectation(inner) && !isOfNothing(inner));
}

/** The random variables of a section: none where a letter of them is also something else. */
function variablesIn(statements: readonly Statement[], drawn: ReadonlySet<Syntax>): ReadonlySet<string> {
  const formulas = flatMap(statements, formulasOf).filter((formula) => !drawn.has(formula));
  const nodes = flatMap(formulas, nodesIn);
  const expectations = nodes.filter(isExpectation).filter((node) => isOfNothing(node) && isRead(node));
  // `v^T`, `e^{tX}`: only a letter alone above is none of a value.
  const above = new Set(nodes.map((node) => (node.kind === 'scripts' ? node.sup : undefined)));
  const values = flatMap(expectations, ({ body }) => nodesIn(body).filter((node) => isCapital(node) && !above.has(node)));
  const variables = new Set(values.map((node) => baseName(node as SymbolSyntax)));
  const heads = flatMap(statements, ({ members: [first] }) => (first?.node.kind === 'call' ? [first.node.head] : []));
  const isOf = ofLetters(variables);
  return nodes.some((node) => isOtherwise(node, isOf)) || heads.some(isOf) ? none : variables;
}

function isExpectation(node: Syntax): node is BigOperatorSyntax {
  return node.kind === 'big-operator' && node.operator === 'expectation';
}

function isOfNothing({ over, lower, upper }: BigOperatorSyntax): boolean {
  return over.length === 0 && lower === undefined && upper === undefined;
}

/** Whether an expectation has no condition, and no mean of a sample in it. */
function isRead({ body }: BigOperatorSyntax): boolean {
  return nodesIn(body).every((node) =>
    node.kind === 'list' ? node.separators.every((sign) => sign === ',') : node.kind !== 'relation' && !isAccented(node),
  );
}

function isAccented(node: Syntax): boolean {
  return node.kind === 'symbol' && node.accents.length > 0;
}

function isCapital(node: Syntax): node is SymbolSyntax {
  return node.kind === 'symbol' && node.face === 'italic' && node.accents.length === 0 && /^[A-Z]$/.test(node.letter);
}

/** Whether some letters are more than names of numbers in a part of a formula: vectors, ends of sums, what is differentiated by. */
function isOtherwise(node: Syntax, isOf: (node: Syntax) => boolean): boolean {
  const names = (part: Syntax | undefined): boolean => part !== undefined && nodesIn(part).some(isOf);
  switch (node.kind) {
    case 'scripts':
      return (isOf(node.base) && !isPower(node)) || names(node.sub) || (node.sup !== undefined && isOf(node.sup));
    case 'big-operator':
      return [...node.over, node.lower, node.upper].some(names);
    case 'partial':
      return node.wrt.some(names);
    case 'nabla':
      return names(node.wrt);
    default:
      return false;
  }
}

function isPower({ sub, sup, primes }: ScriptsSyntax): boolean {
  return sub === undefined && primes === 0 && sup?.kind === 'number';
}

/** A formula in which random variables have a value for each outcome, over which expectations of them are taken. */
function overOutcomes(node: Syntax, variables: ReadonlySet<string>): Syntax {
  const isOf = ofLetters(variables);
  const inside = mapParts(node, (part) => overOutcomes(part, variables));
  if (isOf(inside)) return { kind: 'scripts', base: inside, sub: asOutcome(inside.range), primes: 0, range: inside.range };
  const isMean = isExpectation(node) && isOfNothing(node) && isRead(node) && nodesIn(node.body).some(isOf);
  return isMean ? { ...(inside as BigOperatorSyntax), over: [asOutcome(node.head)] } : inside;
}

function asOutcome(range: Range): SymbolSyntax {
  return { kind: 'symbol', letter: outcome, face: 'italic', accents: [], isIndex: true, range };
}

function ofLetters(letters: ReadonlySet<string>): (node: Syntax) => boolean {
  return (node) => isCapital(node) && letters.has(baseName(node));
}

const none: ReadonlySet<string> = new Set();
