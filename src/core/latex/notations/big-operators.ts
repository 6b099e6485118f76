import { cover, type Range } from '../../text/range.ts';
import { type Prefix, r } from '../notation.ts';
import type { Reader } from '../reader.ts';
import type { BigOperatorSyntax, Syntax } from '../syntax.ts';
import { differentialOf, variableOf } from './differential.ts';
import { type Marks, readMarks } from './scripts.ts';

/** An operator over indices, with the product behind it as its body. */
export function bigOperator(
  reader: Reader,
  operator: BigOperatorSyntax['operator'],
  trigger: Range,
  marks: Marks | undefined,
  bracket?: Syntax,
): BigOperatorSyntax {
  const head = cover(trigger, reader.behind, marks?.sub?.range ?? trigger, marks?.sup?.range ?? trigger);
  const over = marks?.sub === undefined ? [] : conditionsIn(marks.sub);
  const upper = endIn(marks?.sup);
  const body = bracket ?? (reader.operandAhead() || reader.sign()?.role === 'sum' ? reader.body() : reader.missing());
  const range = cover(head, body.range);
  return upper
    ? { kind: 'big-operator', operator, head, over, upper, body, range }
    : { kind: 'big-operator', operator, head, over, body, range };
}

/** What stands above: `\sum_{t=0}^{t=T}` names the index again. */
function endIn(sup: Syntax | undefined): Syntax | undefined {
  return sup?.kind === 'relation' && sup.relation === '=' && sup.left.kind === 'symbol' ? sup.right : sup;
}

/** What stands below: the entries of a list, or letters side by side. */
function conditionsIn(sub: Syntax): readonly Syntax[] {
  if (sub.kind === 'list') return sub.items;
  if (sub.kind !== 'product') return [sub];
  const isLetter = (node: Syntax) => node.kind === 'symbol' || (node.kind === 'scripts' && node.base.kind === 'symbol');
  return sub.factors.every((factor) => isLetter(factor.node)) ? sub.factors.map((factor) => factor.node) : [sub];
}

const operator = (name: BigOperatorSyntax['operator'], triggers: readonly string[], examples: Prefix['examples']): Prefix => ({
  fixity: 'prefix',
  triggers,
  endsOperand: true,
  read: (reader, trigger) => bigOperator(reader, name, trigger, readMarks(reader, true)),
  examples,
});

/** `\int_0^1 f\,dx`: up to its differentials; without them over what stands below, with the product behind it as its body. */
function integral(reader: Reader, trigger: Range): BigOperatorSyntax {
  const { tape } = reader;
  const marks = readMarks(reader, true);
  const from = reader.place;
  const at = differentialOf(tape, from, reader.limit);
  if (at < 0) return bigOperator(reader, 'integral', trigger, marks);
  const head = cover(trigger, reader.behind);
  const before = from < at ? reader.region(from, at) : undefined;
  if (from < at) reader.skipTo(at);
  const over: Syntax[] = [];
  for (let next = variableOf(tape, reader.place, reader.limit); next !== undefined; next = variableOf(tape, reader.place, reader.limit)) {
    reader.skipTo(next);
    over.push(reader.factor());
  }
  const body = before ?? (reader.operandAhead() ? reader.body() : reader.missing());
  const { sub: lower, sup: upper } = marks ?? {};
  return {
    kind: 'big-operator',
    operator: 'integral',
    head,
    over,
    ...(lower && { lower }),
    ...(upper && { upper }),
    body,
    range: cover(head, reader.behind, body.range),
  };
}

export const bigOperators: readonly Prefix[] = [
  operator(
    'sum',
    [r`\sum`, r`\Sum`],
    [
      [r`\sum_{i=1}^n x_i y + 1`, '(sum + (big sum ((= i 1)) n (product (scripts x _ i) y)) + 1)'],
      [r`\sum_{i}^{n} x`, '(big sum (i) n x)'],
      [r`\sum\limits_{k} x_k`, '(big sum (k) - (scripts x _ k))'],
      [r`\sum_c^{nclass} e^{s_c}`, '(big sum (c) upright:nclass (scripts e ^ (scripts s _ c)))'],
      [r`\sum_{i=1}^{n}\{ a + b \}`, '(big sum ((= i 1)) n ({} (sum + a + b)))'],
      [r`\sum_{\forall X} X`, '(big sum (X) - X)'],
      [r`\sum_{j \neq y_i} x`, r`(big sum ((\neq j (scripts y _ i))) - x)`],
      [r`\sum_{k \neq r}^K x`, r`(big sum ((\neq k r)) K x)`],
      [r`\sum_{i,j} x`, '(big sum (i j) - x)'],
      [r`\sum_{ij} x`, '(big sum (i j) - x)'],
      [r`\sum_{\substack{i \in S \\ i \neq j}} x`, r`(big sum ((\in i S) (\neq i j)) - x)`],
      [r`\sum e^{x_i}`, '(big sum () - (scripts e ^ (scripts x _ i)))'],
      [r`\sum_k -t_k`, '(big sum (k) - (sum - (scripts t _ k)))'],
      [r`\sum_j`, '(big sum (j) - ?)'],
    ],
  ),
  operator(
    'product',
    [r`\prod`],
    [[r`\prod_{r=s+1}^{t} w\,(1 - h)`, '(big product ((= r (sum + s + 1))) t (product w (() (sum + 1 - h))))']],
  ),
  {
    fixity: 'prefix',
    triggers: [r`\int`, r`\iint`, r`\oint`],
    endsOperand: true,
    read: integral,
    examples: [
      [r`\int_0^1 f`, '(big integral (0) 1 f)'],
      [r`\int_0^1 f(x) + x\,dx + 1`, '(sum + (big integral (x) 0 1 (sum + (call f (() x)) + x)) + 1)'],
      [r`\iint g\,\mathrm{d}x\,\mathrm{d}y`, '(big integral (x y) - g)'],
      [r`\int \left(\int g\,dx\right) dy`, '(big integral (y) - (() (big integral (x) - g)))'],
      [r`\int dx\, g`, '(big integral (x) - g)'],
      [r`\int \int g\,dx\,dy`, '(big integral (y) - (big integral (x) - g))'],
    ],
  },
  {
    fixity: 'prefix',
    triggers: [r`\substack`],
    read(reader, trigger) {
      const place = reader.place;
      const stretch = reader.span();
      if (stretch === undefined) return reader.hole(trigger, 'unexpected-sign', { sign: trigger.text });
      const items = reader.cells(place + 1, stretch[1]).map((row) => reader.region(row.from, row.to));
      return { kind: 'list', items, separators: items.slice(1).map(() => ','), range: cover(trigger, reader.behind) };
    },
    examples: [],
  },
  {
    fixity: 'prefix',
    triggers: [r`\forall`],
    read: (reader) => (reader.operandAhead() ? reader.factor() : reader.missing()),
    examples: [],
  },
];
