import type { CallSyntax, PartialSyntax, ScriptsSyntax, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { mapParts, nodesOf } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { ReadNote } from './chains.ts';
import { signaturesIn } from './gradients.ts';
import { argumentsOf } from './outcomes.ts';
import { boundLetters } from './scripts.ts';
import { baseName, pieces } from './symbols.ts';
import { withFormulas } from './with-formulas.ts';

type Parameters = ReadonlyMap<string, ReadonlySet<string>>;
type Below = ScriptsSyntax & { readonly base: SymbolSyntax };

/** Letters of functions that carry their parameters below without a bracket too. */
const bare = /^[fgh]$/;

/**
 * A note with `\frac{\partial f}{\partial x}(x, y)` for `f_x(x, y)`, and second derivatives for `f_{xy}`: of a function that it gives by several
 * names, with some of those below, where nothing runs over them.
 */
export function withPartialsBelow(note: ReadNote): ReadNote {
  const { statements } = note;
  const parameters = parametersOf(statements);
  if (parameters.size === 0) return note;
  return withFormulas(note, (node) => withPartials(node, parameters));
}

/** The parameters of each function of several names, but for letters that are indices. */
function parametersOf(statements: readonly Statement[]): Parameters {
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

function withPartials(node: Syntax, parameters: Parameters): Syntax {
  if (node.kind === 'call' && isBelow(node.head, parameters)) return atBracket(node, node.head, parameters);
  if (isBelow(node, parameters) && bare.test(node.base.letter)) return partialOf(node);
  const { sup, ...plain } = node.kind === 'scripts' ? node : { ...node, sup: undefined };
  // `f_{xy}^2`
  if (sup?.kind === 'number' && isBelow(plain, parameters) && bare.test(plain.base.letter)) {
    const { range } = node;
    const bracket: Syntax = { kind: 'group', open: '(', close: ')', body: partialOf(plain), range };
    return { kind: 'scripts', base: bracket, sup, primes: 0, range };
  }
  return mapParts(node, (part) => withPartials(part, parameters));
}

/** `f_x(2, 1)`: a bracket with as many arguments as the function has. */
function atBracket(node: CallSyntax, head: Below, parameters: Parameters): Syntax {
  const argument = mapParts(node.argument, (part) => withPartials(part, parameters));
  const isWhole = argumentsOf(node).length === parameters.get(baseName(head.base))?.size;
  return isWhole && argument.kind === 'group' ? { ...node, head: partialOf(head), argument } : node;
}

function isBelow(node: Syntax, parameters: Parameters): node is Below {
  if (node.kind !== 'scripts' || node.base.kind !== 'symbol' || node.sub === undefined || node.sup || node.primes > 0) return false;
  const own = parameters.get(baseName(node.base));
  const letters = pieces(node.sub);
  return own !== undefined && letters.every((letter) => letter.kind === 'symbol' && own.has(baseName(letter)));
}

function partialOf({ base, sub, range }: Below): PartialSyntax {
  const wrt = sub ? pieces(sub) : [];
  return { kind: 'partial', of: base, wrt: [...wrt].reverse(), operator: false, head: range, range };
}
