import { joinedText, partsOfBoth } from './conditions.ts';
import type { Condition, Expr, FamilyKey, IndexId, IndexTerm } from './expr.ts';

/** The letter of an index. */
export type Letters = (id: IndexId) => string;

const relations = { '=': '=', '≠': '\\neq', '<': '<', '≤': '\\le', '>': '>', '≥': '\\ge' } as const;
const operators = { sum: '\\sum', product: '\\prod', maximum: '\\max', minimum: '\\min' } as const;
const commands: ReadonlyMap<string, string> = new Map(
  ['exp', 'log', 'tanh', 'sin', 'cos', 'tan', 'sinh', 'cosh', 'max', 'min'].map((name) => [name, `\\${name}`]),
);

/** How tightly a form binds: what binds looser than its place asks for is bracketed. */
const tightness = { sum: 0, product: 1, unary: 2, atom: 3 } as const;
type Tightness = (typeof tightness)[keyof typeof tightness];

/** The LaTeX of an expression in the author's names. */
export function print(expr: Expr, letters: Letters): string {
  return at(expr, tightness.sum, letters);
}

/** The same with every index named by where it first stands, so that formulas which differ in their indices alone look alike. */
export function printUpToIds(expr: Expr): string {
  const order = new Map<IndexId, number>();
  return print(expr, (id) => {
    const place = order.get(id) ?? order.size;
    order.set(id, place);
    return `_{${place}}`;
  });
}

/** The LaTeX of a family's name with the given subscripts. */
export function printName(family: FamilyKey, slots: readonly string[], primes = 0): string {
  const bar = family.lastIndexOf('|');
  const hat = family.lastIndexOf('^', bar);
  const pieces = family
    .slice(hat + 1, bar)
    .split(',')
    .filter((piece) => piece !== '' && !piece.startsWith('~'));
  const above = pieces.filter((piece) => !piece.startsWith('_') && !piece.startsWith("'"));
  const marks = pieces.filter((piece) => piece.startsWith("'")).join('') + "'".repeat(primes);
  const words = pieces
    .filter((piece) => piece.startsWith('_'))
    .map((piece) => (/^_[A-Za-z]{2,}$/.test(piece) ? `\\text{${piece.slice(1)}}` : piece.slice(1)));
  const below = [...words, ...slots.filter((slot) => slot !== '')];
  const joined = below.every((piece) => piece.length === 1) ? below.join('') : below.join(',');
  return `${base(family.slice(0, hat))}${marks}${joined === '' ? '' : `_${braced(joined)}`}${above.length === 0 ? '' : `^${braced(above.join(','))}`}`;
}

function base(name: string): string {
  const wrapped = /^(\w+)\((.*)\)$/.exec(name);
  if (wrapped) {
    const [, wrapper = '', inner = ''] = wrapped;
    if (wrapper === 'd' || wrapper === 'Delta') return `${wrapper === 'd' ? '\\mathrm{d}' : '\\Delta '}${base(inner)}`;
    if (wrapper === 'own') return base(inner);
    if (wrapper === 'set')
      return inner
        .replace(/(?:\(\)|_)$/, '')
        .split(',')
        .map(base)
        .join(',');
    const command = { cal: 'mathcal', bb: 'mathbb', frak: 'mathfrak' }[wrapper] ?? wrapper;
    return `\\${command}{${base(inner)}}`;
  }
  return /^[A-Za-z]{2,}$/.test(name) ? `\\text{${name}}` : name;
}

function braced(text: string): string {
  return text.length === 1 ? text : `{${text}}`;
}

function at(expr: Expr, place: Tightness, letters: Letters): string {
  const [text, own] = form(expr, letters);
  return own < place ? `\\left(${text}\\right)` : text;
}

function form(expr: Expr, letters: Letters): readonly [string, Tightness] {
  const inside = (part: Expr, place: Tightness): string => at(part, place, letters);
  switch (expr.kind) {
    case 'number':
      return [expr.decimals > 0 ? expr.value.toFixed(expr.decimals) : String(expr.value), expr.value < 0 ? tightness.sum : tightness.atom];
    case 'ref':
      return [
        printName(
          expr.family,
          expr.slots.map((term) => termText(term, letters)),
        ),
        tightness.atom,
      ];
    case 'add':
      return [
        expr.terms
          .map((term, position) =>
            term.kind === 'negate'
              ? `- ${inside(term.of, tightness.product)}`
              : `${position > 0 ? '+ ' : ''}${inside(term, tightness.product)}`,
          )
          .join(' '),
        tightness.sum,
      ];
    case 'negate':
      return [`-${inside(expr.of, tightness.product)}`, tightness.sum];
    case 'multiply':
      return [expr.factors.map((factor) => inside(factor, tightness.unary)).join(' \\, '), tightness.product];
    case 'divide':
      return [`\\frac{${inside(expr.numerator, tightness.sum)}}{${inside(expr.denominator, tightness.sum)}}`, tightness.atom];
    case 'power':
      return [
        `${expr.base.kind === 'ref' && !printName(expr.base.family, []).includes('^') ? inside(expr.base, tightness.atom) : `\\left(${inside(expr.base, tightness.sum)}\\right)`}^${braced(inside(expr.exponent, tightness.sum))}`,
        tightness.atom,
      ];
    case 'apply':
      if (expr.fn === 'sqrt' && expr.order === 0 && expr.args[0]) return [`\\sqrt{${inside(expr.args[0], tightness.sum)}}`, tightness.atom];
      return [applied(commands.get(expr.fn) ?? `\\operatorname{${expr.fn}}`, expr.order, expr.args, letters), tightness.atom];
    case 'call':
      return [
        applied(
          printName(
            expr.fn,
            expr.slots.map((term) => termText(term, letters)),
            expr.order,
          ),
          0,
          expr.args,
          letters,
        ),
        tightness.atom,
      ];
    case 'reduce': {
      const conditions = expr.conditions.map((condition) => printCondition(condition, letters));
      return [
        `${operators[expr.op]}_{${[letters(expr.index), ...conditions].join(', ')}} ${inside(expr.body, tightness.product)}`,
        tightness.product,
      ];
    }
    case 'position':
      return [termText(expr.term, letters), tightness.atom];
    case 'delta':
      return [`\\delta_{${termText(expr.left, letters)}${termText(expr.right, letters)}}`, tightness.atom];
    case 'indicator':
      return [`\\mathbb{1}[${printCondition(expr.condition, letters)}]`, tightness.atom];
    case 'cases':
      return [
        `\\begin{cases} ${expr.branches.map(({ value, condition }) => `${inside(value, tightness.sum)} & ${condition ? printCondition(condition, letters) : '\\text{otherwise}'}`).join(' \\\\ ')} \\end{cases}`,
        tightness.atom,
      ];
    case 'list':
      return [
        `\\left(${expr.items.map((item) => inside(item, tightness.sum)).join(', ')}\\right)_{${termText(expr.index, letters)}}`,
        tightness.atom,
      ];
    case 'partial':
      return [`\\frac{\\partial ${inside(expr.of, tightness.atom)}}{\\partial ${inside(expr.wrt, tightness.atom)}}`, tightness.atom];
    case 'at':
      return [
        `\\left.${inside(expr.of, tightness.sum)}\\right|_{${inside(expr.point, tightness.sum)} = ${inside(expr.value, tightness.sum)}}`,
        tightness.atom,
      ];
    case 'tensor':
      return [applied(`\\operatorname{${expr.op}}`, 0, expr.args, letters), tightness.atom];
    case 'array':
      return form(expr.body, letters);
    case 'matrix': {
      const body = inside(expr.body, tightness.sum);
      const text = expr.op === 'determinant' ? `\\det\\left(${body}\\right)` : `\\left(${body}\\right)^{-1}`;
      return [text + (expr.slots.length === 0 ? '' : `_{${expr.slots.map((term) => termText(term, letters)).join('')}}`), tightness.atom];
    }
    case 'hole':
      return ['\\square', tightness.atom];
  }
}

function applied(head: string, order: number, args: readonly Expr[], letters: Letters): string {
  const marks = "'".repeat(order);
  return args.length === 0 ? head + marks : `${head}${marks}(${args.map((arg) => at(arg, tightness.sum, letters)).join(', ')})`;
}

function termText(term: IndexTerm, letters: Letters): string {
  switch (term.kind) {
    case 'index':
      return `${letters(term.id)}${term.shift === 0 ? '' : term.shift < 0 ? term.shift : `+${term.shift}`}`;
    case 'value':
      return String(term.value);
    case 'last':
      return 'T';
    case 'by':
      return print(term.of, letters);
  }
}

/** The LaTeX of a condition. */
export function printCondition(condition: Condition, letters: Letters): string {
  if (condition.kind === 'unread') return '\\square';
  const both = partsOfBoth(condition);
  if (both) return joinedText(printCondition(both[0], letters), printCondition(both[1], letters));
  const sides =
    condition.kind === 'relation'
      ? [print(condition.left, letters), print(condition.right, letters)]
      : [termText(condition.left, letters), termText(condition.right, letters)];
  return `${sides[0]} ${relations[condition.relation]} ${sides[1]}`;
}
