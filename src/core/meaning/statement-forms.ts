import { functionNamed, isOfOneNumber } from '../latex/notations/functions.ts';
import type { GroupSyntax, Member, Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { cover } from '../text/range.ts';
import { defines } from './comparisons.ts';
import { isNameIn } from './forms.ts';
import { normalForm } from './normal-form.ts';
import { withPrimedBrackets } from './primes.ts';
import { withBothSigns } from './signed-labels.ts';

/** Whether an arrow in front of a member leads to an equation, and so does not belong to the chain: `y = x^2 \to \frac{dy}{dx} = 2x`. */
export function isFollowed({ members }: Statement, position: number): boolean {
  return members[position]?.relation?.sign === '\\to' && members[position + 1]?.relation?.sign === '=' && 1 < position;
}

/** Members of which the first begins a statement. */
export function withoutRelation(members: readonly Member[]): readonly Member[] {
  const [first, ...rest] = members;
  if (first?.relation?.sign !== '\\to') return members;
  const { relation: _, ...alone } = first;
  return [alone, ...rest];
}

/** A statement in plainer notation. */
export function plainly(written: Statement): Statement {
  const unsigned = withoutListedArguments(withArgument(withPrimedBrackets(written)));
  const inSets = withBothSigns(unsigned.members);
  const statement = inSets === unsigned.members ? unsigned : { ...unsigned, members: inSets };
  const members = statement.members.map((member) => {
    const node = normalForm(member.node);
    return node === member.node ? member : { ...member, node };
  });
  return members.every((member, n) => member === statement.members[n]) ? statement : { ...statement, members };
}

/**
 * `E(w_1, \dots, w_K) = \dots` as `E = \dots`: what stands in the formula tells of which members it is. A member of a function,
 * `f_k(z_1, \dots, z_K)`, is one of the whole.
 */
function withoutListedArguments(statement: Statement): Statement {
  const [head, body, ...rest] = statement.members;
  if (head?.node.kind !== 'call' || head.node.after || !defines(body?.relation?.sign)) return statement;
  const { head: name, argument, range } = head.node;
  const isListed = argument.body.kind === 'list' && argument.body.items.some(({ kind }) => kind === 'dots');
  if (!isListed || body === undefined) return statement;
  const whole = name.kind === 'scripts' ? wholeOf(argument.body) : undefined;
  if (whole) return { ...statement, members: [{ ...head, node: { ...head.node, argument: { ...argument, body: whole } } }, body, ...rest] };
  if (name.kind !== 'symbol' || isNameIn(body.node, name.letter)) return statement;
  return { ...statement, members: [{ ...head, node: { ...name, range } }, body, ...rest] };
}

/** The letter of which a list has the members, `z_1, \dots, z_K`. */
function wholeOf(list: Syntax): SymbolSyntax | undefined {
  const items = list.kind === 'list' ? list.items.filter(({ kind }) => kind !== 'dots') : [];
  const letters = items.map((item) =>
    item.kind === 'scripts' && item.sub && !item.sup && item.base.kind === 'symbol' ? item.base : undefined,
  );
  const [first] = letters;
  return first && letters.every((letter) => letter?.letter === first.letter) ? { ...first, range: list.range } : undefined;
}

/** `h = \tanh` as `h(x) = \tanh(x)`: the function of the table that a letter stands for. */
function withArgument(statement: Statement): Statement {
  const [head, body, ...rest] = statement.members;
  if (head?.node.kind !== 'symbol' || body === undefined || rest.length > 0 || !defines(body.relation?.sign)) return statement;
  const name = bareFunction(body.node);
  if (name === undefined || !isOfOneNumber(name)) return statement;
  const at = { start: body.range.end, end: body.range.end };
  const argument: SymbolSyntax = { kind: 'symbol', letter: 'x', face: 'italic', accents: [], range: at };
  const bracket: GroupSyntax = { kind: 'group', open: '(', close: ')', body: argument, range: at };
  const { range } = body.node;
  return {
    ...statement,
    members: [
      { ...head, node: { kind: 'call', head: head.node, argument: bracket, range: head.node.range } },
      { ...body, node: { kind: 'function', name, head: range, primes: 0, operands: [bracket], bracketed: true, range } },
    ],
  };
}

/** The name of a function of the table that stands without an argument. */
function bareFunction(node: Syntax): string | undefined {
  if (node.kind === 'function') return node.operands.length > 0 || node.primes > 0 || node.sub || node.sup ? undefined : node.name;
  return node.kind === 'symbol' && node.face === 'upright' && node.accents.length === 0 ? functionNamed(node.letter) : undefined;
}

/** `i \neq j : a = b`: what stands before a colon is the condition of what stands behind it. */
export function underCondition(statement: Statement): Statement {
  const [first, second, ...rest] = statement.members;
  const list = second?.node.kind === 'list' && second.node.separators.join() === ':' ? second.node : undefined;
  const [right, head] = list?.items ?? [];
  if (first === undefined || second?.relation === undefined || right === undefined || head === undefined) return statement;
  const { sign, range: relationRange } = second.relation;
  const condition: Syntax = {
    kind: 'relation',
    relation: sign,
    relationRange,
    left: first.node,
    right,
    range: cover(first.range, right.range),
  };
  return { ...statement, members: [{ node: head, range: head.range }, ...rest], conditions: [...statement.conditions, condition] };
}
