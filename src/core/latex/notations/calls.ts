import { cover } from '../../text/range.ts';
import type { Reader } from '../reader.ts';
import type { CallSyntax, Syntax } from '../syntax.ts';
import { adjacent, type Token, thin } from '../token.ts';
import { withScripts } from './scripts.ts';

type Head = CallSyntax['head'];

/** The node as the head of a call, if it is a name with a bracket right behind it; a spacing command between them makes a product. */
export function withCall(reader: Reader, node: Syntax, asOperand: boolean): Syntax {
  if (!isHead(node) || !callAhead(reader, node, asOperand)) return node;
  const argument = reader.bracket();
  if (argument === undefined) return node;
  const call: CallSyntax = { kind: 'call', head: node, argument, range: cover(node.range, argument.range) };
  const scripted = withScripts(reader, call);
  if (scripted.kind !== 'scripts') return call;
  const { sub, sup, primes, range } = scripted;
  return { ...call, after: { ...(sub && { sub }), ...(sup && { sup }), primes }, range };
}

function isHead(node: Syntax): node is Head {
  return node.kind === 'symbol' || node.kind === 'partial' || (node.kind === 'scripts' && node.base.kind === 'symbol');
}

function callAhead(reader: Reader, head: Head, asOperand: boolean): boolean {
  const t = reader.peek();
  if (t?.kind !== 'open' || thin <= t.space || reader.partner(reader.place) === undefined) return false;
  if (head.kind === 'partial') return t.text === '(' && head.of !== undefined && !head.operator;
  if (t.text === '{') return isIndicator(head);
  if (t.text !== '(' && t.text !== '[') return false;
  return !asOperand || (t.space === adjacent && (isOnlyFunction(head) || !holdsComplement(reader)));
}

/** `\log\Gamma(1 - y)`: behind the letter of the gamma function a bracket holds its argument, whatever it looks like. */
function isOnlyFunction(head: Head): boolean {
  return head.kind === 'symbol' && head.letter === '\\Gamma';
}

/** `(1 - y)`: behind `\log y` a factor, not an argument. */
function holdsComplement({ tape, place }: Reader): boolean {
  return tape.tokens[place + 1]?.kind === 'number' && tape.signs[place + 2]?.role === 'sum';
}

/** `\mathbf{1}\{…\}`, `\mathbb{I}\{…\}`. */
function isIndicator(head: Head): boolean {
  const base = head.kind === 'scripts' ? head.base : head;
  return base.kind === 'symbol' && (base.letter === '1' || base.face === 'bb');
}

/** The node with the places at which it is taken: `f|_{x=0}`, a bar that closes nothing, with a subscript. */
export function withEvaluation(reader: Reader, node: Syntax): Syntax {
  let body = node;
  while (evaluationAhead(reader)) {
    const bar = reader.next() as Token;
    body = withScripts(reader, { kind: 'group', open: '', close: '|', body, range: cover(body.range, bar) });
  }
  return body;
}

function evaluationAhead(reader: Reader): boolean {
  const t = reader.peek();
  const isBar = (t?.kind === 'bar' && reader.barPartner(reader.place) === undefined) || (t?.kind === 'close' && t.text === '|');
  return isBar && reader.place + 1 < reader.limit && reader.tape.tokens[reader.place + 1]?.kind === '_';
}
