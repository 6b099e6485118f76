import type { ScriptsSyntax, Statement, Syntax } from '../../../src/core/latex/syntax.ts';

/** A formula as an s-expression, for tests: `(scripts w _ i ^ 2)`, `?` for a hole. */
export function sexp(node: Syntax): string {
  switch (node.kind) {
    case 'number':
      return node.value.toFixed(node.decimals);
    case 'symbol': {
      const name = node.face === 'italic' ? node.letter : `${node.face}:${node.letter}`;
      return node.accents.length === 0 ? name : `(${[...node.accents, name].join(' ')})`;
    }
    case 'scripts':
      return `(scripts ${sexp(node.base)}${marks(node)})`;
    case 'group':
      return `(${node.open}${node.close} ${sexp(node.body)})`;
    case 'list': {
      const signs = [...new Set(node.separators)].join(' ');
      return `(list ${signs} ${node.items.map(sexp).join(' ')})`;
    }
    case 'sum':
      return `(sum ${node.terms.map((term) => `${term.sign} ${sexp(term.node)}`).join(' ')})`;
    case 'product':
      return `(product ${node.factors.map((factor) => (factor.by === 'juxtaposed' ? '' : `${factor.by} `) + sexp(factor.node)).join(' ')})`;
    case 'quotient':
      return `(quotient ${sexp(node.numerator)} ${sexp(node.denominator)})`;
    case 'call':
      return `(call ${sexp(node.head)} ${sexp(node.argument)}${node.after === undefined ? '' : marks(node.after)})`;
    case 'function':
      return `(${[node.name + marks(node), ...node.operands.map(sexp)].join(' ')})`;
    case 'big-operator':
      return `(big ${node.operator} (${node.over.map(sexp).join(' ')})${node.lower === undefined ? '' : ` ${sexp(node.lower)}`} ${node.upper === undefined ? '-' : sexp(node.upper)} ${sexp(node.body)})`;
    case 'partial':
      return `(${[node.operator ? 'partial-of' : 'partial', ...(node.of ? [sexp(node.of)] : []), ...node.wrt.map(sexp)].join(' ')})`;
    case 'nabla':
      return `(${[node.order === 1 ? 'nabla' : `nabla${node.order}`, ...(node.wrt ? [sexp(node.wrt)] : []), ...(node.of ? [sexp(node.of)] : [])].join(' ')})`;
    case 'root':
      return `(${['root', ...(node.degree ? [sexp(node.degree)] : []), sexp(node.body)].join(' ')})`;
    case 'cases':
      return `(cases ${node.branches.map(({ value, condition }) => `(${sexp(value)}${condition ? ` ${sexp(condition)}` : ''})`).join(' ')})`;
    case 'matrix':
      return `(matrix${node.delimiter} ${node.rows.map((row) => `(${row.map(sexp).join(' ')})`).join(' ')})`;
    case 'relation':
      return `(${node.relation} ${sexp(node.left)} ${sexp(node.right)})`;
    case 'text':
      return `"${node.text}"`;
    case 'dots':
      return '...';
    case 'hole':
      return '?';
  }
}

function marks({ sub, sup, primes }: Pick<ScriptsSyntax, 'sub' | 'sup' | 'primes'>): string {
  return (sub ? ` _ ${sexp(sub)}` : '') + (sup ? ` ^ ${sexp(sup)}` : '') + (primes === 0 ? '' : ` ${"'".repeat(primes)}`);
}

/** A statement with the author's text of its members: `a = b | if i \neq j | because c = 0 | "chain rule"`. */
export function describeStatement(tex: string, statement: Statement): string {
  const text = ({ start, end }: { start: number; end: number }) => tex.slice(start, end);
  const chain = statement.members.map((member) => `${member.relation ? `${member.relation.sign} ` : ''}${text(member.range)}`).join(' ');
  const beside = [
    ...statement.conditions.map((condition) => `if ${text(condition.range)}`),
    ...statement.reasons.map((reason) => `because (${describeStatement(tex, reason)})`),
    ...statement.comments.map((comment) => `"${comment}"`),
  ];
  return [`${statement.arrow ? '⇒ ' : ''}${statement.continues ? '… ' : ''}${chain}`, ...beside].join(' | ');
}
