import type { CallSyntax, PartialSyntax, ScriptsSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { mapParts, nodesIn, nodesOf } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { ReadNote } from './chains.ts';
import { defines } from './comparisons.ts';
import { signaturesIn } from './gradients.ts';
import { argumentsOf } from './outcomes.ts';
import { boundLetters } from './scripts.ts';
import { baseName, pieces, symbolOf } from './symbols.ts';
import { withFormulas } from './with-formulas.ts';

/** The parameters of functions that may be below their names, and which of those stand for derivatives without a bracket too. */
interface Functions {
  readonly parameters: ReadonlyMap<string, ReadonlySet<string>>;
  readonly bare: ReadonlySet<string>;
}

type Below = ScriptsSyntax & { readonly base: SymbolSyntax };

/** Letters of functions that carry their parameters below without a bracket too. */
const bareLetters = /^[fgh]$/;

/**
 * A note with `\frac{\partial f}{\partial x}(x, y)` for `f_x(x, y)`, and second derivatives for `f_{xy}`: of a function that it gives by several
 * names, with some of those below, where nothing runs over them. A letter below is often a parameter of a model (`f_\theta`) or tells a name apart:
 * without a bracket it stands for a derivative only where others of the same function show that.
 */
export function withPartialsBelow(note: ReadNote): ReadNote {
  const { statements } = note;
  const parameters = parametersOf(statements);
  if (parameters.size === 0) return note;
  const others = otherwiseIn(statements, parameters);
  const functions: Functions = {
    parameters: new Map([...parameters].filter(([base]) => !others.has(base))),
    bare: new Set([...shownIn(statements, parameters)].filter((base) => !others.has(base))),
  };
  return functions.parameters.size === 0 ? note : withFormulas(note, (node) => withPartials(node, functions));
}

/** The parameters of each function of several names, but for letters that are indices. */
function parametersOf(statements: readonly Statement[]): Functions['parameters'] {
  const running = new Set(
    flatMap(statements, (statement) =>
      flatMap(nodesOf(statement), (node) => (node.kind === 'big-operator' ? [...boundLetters(node.over)] : [])),
    ),
  );
  const several = flatMap([...signaturesIn(statements)], ([base, signature]) => {
    const names = signature.flatMap((param) => (param.kind === 'symbol' ? [baseName(param)] : []));
    const isOfNames = 1 < names.length && names.length === signature.length && names.every((name) => !running.has(name));
    return isOfNames ? [[base, new Set(names)] as const] : [];
  });
  return new Map(several);
}

/** Functions whose names with letters below show by themselves that these are derivatives: `f_x(x, y)`, `f_{xx}`, `f_x = \frac{\partial f}{\partial x}`. */
function shownIn(statements: readonly Statement[], parameters: Functions['parameters']): ReadonlySet<string> {
  const found = new Set<string>();
  for (const statement of statements) {
    for (const node of nodesOf(statement)) {
      if (node.kind === 'call' && isBelow(node.head, parameters) && isWhole(node, node.head, parameters))
        found.add(baseName(node.head.base));
      if (isBelow(node, parameters) && isTwice(node)) found.add(baseName(node.base));
    }
    for (const { below, of } of equatedIn(statement, parameters)) if (of === baseName(below.base)) found.add(of);
  }
  return found;
}

/** Functions whose names with a letter below are something else: they have parameters behind a semicolon or are vectors, or such a name is varied or a derivative of something else. */
function otherwiseIn(statements: readonly Statement[], parameters: Functions['parameters']): ReadonlySet<string> {
  const found = new Set<string>();
  for (const statement of statements) {
    const [head, body] = statement.members;
    const symbol = head?.node.kind === 'call' ? symbolOf(head.node.head) : undefined;
    if (symbol && body && defines(body.relation?.sign) && isOfParts(body.node)) found.add(baseName(symbol));
    for (const node of nodesOf(statement)) {
      const called = node.kind === 'call' ? symbolOf(node.head) : undefined;
      if (called && node.kind === 'call' && hasSemicolon(node)) found.add(baseName(called));
      const of = node.kind === 'partial' || node.kind === 'nabla' ? node.of : undefined;
      const by = node.kind === 'partial' ? node.wrt : [];
      for (const varied of [of, ...by]) if (varied && isBelow(varied, parameters)) found.add(baseName(varied.base));
    }
    for (const { below, of } of equatedIn(statement, parameters)) if (of !== baseName(below.base)) found.add(baseName(below.base));
  }
  return found;
}

/** Names with letters below that are said to be a derivative, with the name of what that is of. */
function equatedIn(
  { members }: Statement,
  parameters: Functions['parameters'],
): { readonly below: Below; readonly of: string | undefined }[] {
  return flatMap(members, ({ node, relation }, at) => {
    const before = at > 0 && defines(relation?.sign) ? members[at - 1]?.node : undefined;
    const sides = before ? [[before, node] as const, [node, before] as const] : [];
    return flatMap(sides, ([below, other]) => {
      const of =
        other.kind === 'partial' ? (other.of ? symbolOf(other.of.kind === 'call' ? other.of.head : other.of) : undefined) : undefined;
      return other.kind === 'partial' && isBelow(below, parameters) ? [{ below, of: of && baseName(of) }] : [];
    });
  });
}

/** A value of several parts: a list, a matrix, a gradient, or a sum of vectors in bold or below arrows. */
function isOfParts(node: Syntax): boolean {
  if (node.kind === 'list' || (node.kind === 'group' && node.body.kind === 'list')) return true;
  return nodesIn(node).some(
    (part) =>
      part.kind === 'matrix' ||
      part.kind === 'nabla' ||
      (part.kind === 'symbol' && (part.face === 'bold' || part.accents.some((accent) => /vec|hat|arrow/.test(accent)))),
  );
}

function hasSemicolon({ argument: { body } }: CallSyntax): boolean {
  return body.kind === 'list' && body.separators.some((separator) => separator !== ',');
}

/** `f_{xx}`: the same letter again; `f_{xy}` may be short for the value `f(x, y)`. */
function isTwice({ sub }: Below): boolean {
  const letters = sub ? pieces(sub).map((piece) => (piece.kind === 'symbol' ? baseName(piece) : '')) : [];
  return new Set(letters).size < letters.length;
}

function withPartials(node: Syntax, functions: Functions): Syntax {
  const { parameters, bare } = functions;
  const isBare = (one: Syntax): one is Below =>
    isBelow(one, parameters) && bare.has(baseName(one.base)) && bareLetters.test(one.base.letter);
  if (node.kind === 'call' && isBelow(node.head, parameters)) return atBracket(node, node.head, functions);
  if (isBare(node)) return partialOf(node);
  const { sup, ...plain } = node.kind === 'scripts' ? node : { ...node, sup: undefined };
  // `f_{xy}^2`
  if (sup?.kind === 'number' && isBare(plain)) {
    const { range } = node;
    const bracket: Syntax = { kind: 'group', open: '(', close: ')', body: partialOf(plain), range };
    return { kind: 'scripts', base: bracket, sup, primes: 0, range };
  }
  return mapParts(node, (part) => withPartials(part, functions));
}

/** `f_x(2, 1)`: a bracket with as many arguments as the function has. */
function atBracket(node: CallSyntax, head: Below, functions: Functions): Syntax {
  const argument = mapParts(node.argument, (part) => withPartials(part, functions));
  return isWhole(node, head, functions.parameters) && argument.kind === 'group' ? { ...node, head: partialOf(head), argument } : node;
}

function isWhole(node: CallSyntax, head: Below, parameters: Functions['parameters']): boolean {
  return argumentsOf(node).length === parameters.get(baseName(head.base))?.size;
}

function isBelow(node: Syntax, parameters: Functions['parameters']): node is Below {
  if (node.kind !== 'scripts' || node.base.kind !== 'symbol' || node.sub === undefined || node.sup || node.primes > 0) return false;
  const own = parameters.get(baseName(node.base));
  const letters = pieces(node.sub);
  return own !== undefined && letters.every((letter) => letter.kind === 'symbol' && own.has(baseName(letter)));
}

function partialOf({ base, sub, range }: Below): PartialSyntax {
  const wrt = sub ? pieces(sub) : [];
  return { kind: 'partial', of: base, wrt: [...wrt].reverse(), operator: false, head: range, range };
}
