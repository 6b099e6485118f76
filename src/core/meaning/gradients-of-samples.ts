import type { Statement, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { walkSyntax } from '../latex/walk.ts';
import { defines } from './comparisons.ts';
import { differentialsIn, gradientName, isShare } from './gradients.ts';
import { baseName, symbolOf } from './symbols.ts';

/** `dW = \frac1m dZ A^\top`: a gradient by name, those that it is made of, and what the mean is over, if it is one. */
interface Flow {
  readonly head: string;
  readonly made: readonly string[];
  readonly mean?: SymbolSyntax;
}

/**
 * What gradients by name are multiplied by where the notes keep the mean over samples out of some: `dZ = A - Y` and `dA = W^\top dZ` are of the
 * loss of each sample, and `dW = \frac1m dZ A^\top` of the mean. Empty where as many formulas tell otherwise, or the loss is no such mean.
 */
export function sampleScalesIn(
  statements: readonly Statement[],
  gradients: ReadonlySet<string>,
  loss: SymbolSyntax | undefined,
): ReadonlyMap<string, Syntax> {
  if (gradients.size === 0) return none;
  const flows = statements.flatMap((statement) => flowsIn(statement, gradients, loss));
  const means = flows.filter(({ mean, made }) => mean && made.length > 0);
  const [size, ...sizes] = means.flatMap(({ mean }) => mean ?? []);
  if (size === undefined || sizes.some((other) => baseName(other) !== baseName(size))) return none;
  const ofSamples = new Set(means.flatMap(({ made }) => made));
  const telling = means.filter(({ head }) => !ofSamples.has(head));
  const ofMeans = new Set(telling.map(({ head }) => head));
  spread(flows, ofMeans, ofSamples, definedIn(statements));
  const against = flows.filter(({ head, made, mean }) =>
    mean ? made.length === 0 && ofSamples.has(head) : made.length > 0 && ofMeans.has(head),
  );
  // `dZ = A - Y` beside a loss that is a mean tells the same.
  const starts = flows.filter(({ head, made, mean }) => !mean && made.length === 0 && ofSamples.has(head));
  const losses = lossesIn(statements, loss);
  const isMean = losses.length > 0 ? losses.every((formula) => isOver(formula, size)) : against.length === 0;
  return isMean && against.length < telling.length + starts.length && telling.length > 0
    ? new Map([...ofSamples].map((name) => [name, size]))
    : none;
}

const none: ReadonlyMap<string, Syntax> = new Map();

/** The gradients that a statement gives, by name or as derivatives of the loss. */
function flowsIn({ members }: Statement, gradients: ReadonlySet<string>, loss: SymbolSyntax | undefined): readonly Flow[] {
  const [head, ...bodies] = members;
  const named = head && gradientName(head.node);
  const own = named ?? (head && loss ? derivedBy(head.node, loss) : undefined);
  const symbol = own && symbolOf(own);
  if (symbol === undefined || (named && !gradients.has(baseName(symbol))) || !defines(bodies[0]?.relation?.sign)) return [];
  // `dZ = \partial J / \partial Z = \dots` names the gradient; what it is follows.
  return bodies
    .filter(({ node }) => node.kind !== 'partial')
    .map(({ node }): Flow => {
      const made = differentialsIn(node).flatMap((name) => baseName(symbolOf(name) as SymbolSyntax));
      const mean = meanIn(node);
      return { head: baseName(symbol), made, ...(mean ? { mean } : {}) };
    });
}

/** What a loss is differentiated by. */
function derivedBy(node: Syntax, loss: SymbolSyntax): Syntax | undefined {
  const isOfLoss = node.kind === 'partial' && node.of?.kind === 'symbol' && baseName(node.of) === baseName(loss) && node.wrt.length === 1;
  return isOfLoss ? node.wrt[0] : undefined;
}

/** What a formula is the mean over, in each of its terms in which gradients stand, or as a whole. */
function meanIn(node: Syntax): SymbolSyntax | undefined {
  const terms = node.kind === 'sum' ? node.terms.map((term) => term.node) : [node];
  const flows = terms.filter((term) => differentialsIn(term).length > 0);
  const shares = (flows.length > 0 ? flows : terms).map((term) => walkSyntax(term).find(isShare));
  const [first] = shares;
  return first?.kind === 'quotient' && first.denominator.kind === 'symbol' && shares.every((share) => share !== undefined)
    ? first.denominator
    : undefined;
}

/** The names of which statements give a formula. */
function definedIn(statements: readonly Statement[]): ReadonlySet<string> {
  return new Set(
    statements.flatMap(({ members: [head, body] }) => {
      const symbol = head && defines(body?.relation?.sign) ? symbolOf(head.node) : undefined;
      return symbol ? [baseName(symbol)] : [];
    }),
  );
}

/**
 * Takes in the gradients that are made of those of samples, or of which those are made, without a mean. By a parameter, of which nothing gives a
 * formula, a gradient sums over the samples: `db = \sum_i dz^{(i)}` lacks its mean.
 */
function spread(flows: readonly Flow[], ofMeans: ReadonlySet<string>, ofSamples: Set<string>, defined: ReadonlySet<string>): void {
  for (let last = -1; last < ofSamples.size; ) {
    last = ofSamples.size;
    for (const { head, made, mean } of flows) {
      if (mean || ofMeans.has(head) || (made.length > 0 && !defined.has(head))) continue;
      if (!ofSamples.has(head) && !made.some((name) => ofSamples.has(name))) continue;
      ofSamples.add(head);
      for (const name of made) ofSamples.add(name);
    }
  }
}

/** The formulas of the loss. */
function lossesIn(statements: readonly Statement[], loss: SymbolSyntax | undefined): readonly Syntax[] {
  return statements.flatMap(({ members: [head, body] }) => {
    const symbol = head && symbolOf(head.node.kind === 'call' ? head.node.head : head.node);
    return loss && symbol && body && baseName(symbol) === baseName(loss) && defines(body.relation?.sign) ? [body.node] : [];
  });
}

/** Whether a formula has fractions of a number of samples in it, as that of a mean has. */
function isOver(formula: Syntax, size: SymbolSyntax): boolean {
  const isSize = (node: Syntax): boolean => node.kind === 'symbol' && baseName(node) === baseName(size);
  return walkSyntax(formula).some((part) => part.kind === 'quotient' && walkSyntax(part.denominator).some(isSize));
}
