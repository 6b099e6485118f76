import { cover } from '../../text/range.ts';
import { type Prefix, r } from '../notation.ts';
import type { Reader } from '../reader.ts';
import type { SymbolSyntax, Syntax } from '../syntax.ts';
import type { Token } from '../token.ts';
import { nodesIn } from '../walk.ts';
import { accent } from './accent.ts';
import { bigOperator } from './big-operators.ts';
import { applyFunction, functionNamed } from './functions.ts';
import { attach, readMarks } from './scripts.ts';

type Face = SymbolSyntax['face'];

const faceOf: ReadonlyMap<string, Face> = new Map<string, Face>([
  [r`\mathrm`, 'upright'],
  [r`\operatorname`, 'upright'],
  [r`\mathop`, 'upright'],
  [r`\mathnormal`, 'italic'],
  [r`\mathit`, 'upright'],
  [r`\mathbf`, 'bold'],
  [r`\boldsymbol`, 'bold'],
  [r`\bm`, 'bold'],
  [r`\bold`, 'bold'],
  [r`\pmb`, 'bold'],
  [r`\symbf`, 'bold'],
  [r`\mathbb`, 'bb'],
  [r`\Bbb`, 'bb'],
  [r`\mathbbm`, 'bb'],
  [r`\mathds`, 'bb'],
  [r`\mathcal`, 'cal'],
  [r`\mathscr`, 'cal'],
  [r`\mathfrak`, 'frak'],
  [r`\mathsf`, 'sans'],
  [r`\mathtt`, 'tt'],
]);

const switches: ReadonlyMap<string, Face> = new Map<string, Face>([
  [r`\rm`, 'upright'],
  [r`\bf`, 'bold'],
  [r`\cal`, 'cal'],
  [r`\sf`, 'sans'],
  [r`\tt`, 'tt'],
  [r`\it`, 'italic'],
  [r`\bfseries`, 'bold'],
  [r`\mit`, 'italic'],
]);

/** The formula as it stands in the group, read in another face; of letters without a group the first, as TeX takes `\mathrm dx`. */
function inFace(reader: Reader, face: Face): Syntax {
  const first = reader.peek();
  if (first?.kind === 'letter') {
    reader.next();
    return { kind: 'symbol', letter: first.text, face, accents: [], range: { start: first.start, end: first.end } };
  }
  const outer = reader.face;
  reader.face = face;
  const node = reader.argument();
  reader.face = outer;
  return node;
}

/** The function, the expectation or the symbol that the name means here. */
function meaning(reader: Reader, node: Syntax): Syntax {
  if (node.kind !== 'symbol') return node;
  if (node.face === 'bb' && node.letter === 'E' && !reader.inScript) return expectation(reader, node);
  const fn = node.face === 'bb' ? undefined : functionNamed(node.letter);
  return fn === undefined ? node : applyFunction(reader, fn, node.range, node);
}

/** `\mathbb{E}_{x \sim p}[…]`: over a bracket right behind it, or over the product that follows. */
function expectation(reader: Reader, name: SymbolSyntax): Syntax {
  const marks = readMarks(reader);
  const isRaised = marks !== undefined && (marks.sup !== undefined || 0 < marks.primes);
  if (!isRaised && reader.operandAhead()) return bigOperator(reader, 'expectation', name.range, marks, reader.bracket());
  return marks === undefined ? name : attach(name, marks, reader.behind);
}

export const faces: readonly Prefix[] = [
  {
    fixity: 'prefix',
    triggers: [...faceOf.keys()],
    read(reader, trigger) {
      const node = inFace(reader, faceOf.get(trigger.text) ?? 'italic');
      if (node.kind === 'hole') return node;
      const isOperator = trigger.text === r`\operatorname` && node.kind === 'symbol' && 1 < node.letter.length;
      return meaning(reader, { ...node, ...(isOperator && { isOperator }), range: cover(trigger, reader.behind, node.range) });
    },
    examples: [
      [r`\mathbf{W}_1^T`, '(scripts bold:W _ 1 ^ T)'],
      [r`\boldsymbol\theta`, r`bold:\theta`],
      [r`\mathcal{L}(y)`, '(call cal:L (() y))'],
      [r`\mathrm{nclass}`, 'upright:nclass'],
      [r`\mathrm dx`, '(product upright:d x)'],
      [r`\mathrm{W_{in}}`, '(scripts upright:W _ upright:in)'],
      [r`x^{\mathsf T}`, '(scripts x ^ sans:T)'],
      [r`\mathbb{E}[x]`, '(big expectation () - ([] x))'],
      [r`\mathbb{E}_{x \sim p} f(x)`, r`(big expectation ((\sim x p)) - (call f (() x)))`],
      [r`\mathbb{R}^{n}`, '(scripts bb:R ^ n)'],
      [r`\operatorname{Var}(x)`, '(call upright:Var (() x))'],
    ],
  },
  {
    fixity: 'prefix',
    triggers: [...switches.keys()],
    read(reader, trigger) {
      reader.face = switches.get(trigger.text) ?? 'italic';
      const node = reader.atom();
      if (node.kind === 'hole') return node;
      return meaning(reader, { ...node, range: cover(trigger, node.range) });
    },
    examples: [
      [r`{\bf x}_i`, '(scripts bold:x _ i)'],
      [r`{\rm softmax}(z)`, '(call upright:softmax (() z))'],
    ],
  },
];

const rates: ReadonlySet<string> = new Set([r`\dot`, r`\ddot`]);

const accentOf: ReadonlyMap<string, string> = new Map([
  ...['hat', 'bar', 'tilde', 'vec', 'dot', 'ddot', 'check', 'breve', 'acute', 'grave', 'mathring', 'underline'].map(
    (name): [string, string] => [`\\${name}`, name],
  ),
  [r`\widehat`, 'hat'],
  [r`\overline`, 'bar'],
  [r`\widetilde`, 'tilde'],
  [r`\overrightarrow`, 'vec'],
  [r`\overleftarrow`, 'overleftarrow'],
  [r`\underbar`, 'underline'],
  [r`\vb`, 'vec'],
]);

const accented: Prefix = {
  fixity: 'prefix',
  triggers: [...accentOf.keys()].filter((name) => !rates.has(name)),
  read: readAccent,
  examples: [
    [r`\hat y_i`, '(scripts (hat y) _ i)'],
    [r`\hat{y}_i`, '(scripts (hat y) _ i)'],
    [r`\hat{y_i}`, '(scripts (hat y) _ i)'],
    ['ŷ_i - \u0078\u0302', '(sum + (scripts (hat y) _ i) - (hat x))'],
    [r`\hat{\bar x}`, '(hat bar x)'],
    [r`\hat x_i^2`, '(scripts (hat x) _ i ^ 2)'],
    [r`\vec{\mathbf{w}}`, '(vec bold:w)'],
    [r`\overline{AB}`, '(bar upright:AB)'],
  ],
};

/** Functions of angles, and the letters of what makes one of a rate (`\cos\omega\dot q`). */
const ofAngles: ReadonlySet<string> = new Set(['sin', 'cos', 'tan', 'cot', 'sec', 'csc']);
const frequencies: ReadonlySet<string> = new Set([r`\omega`, r`\Omega`, r`\nu`, 'k']);

/** Dots of a derivative by time: the rate of a name stands beside the function of it, `\ln x\,\dot x`, and any beside one of an angle. */
const dotted: Prefix = {
  fixity: 'prefix',
  triggers: [...rates],
  endsOperand({ fn, factors, ahead: [, first, second] }) {
    const letters = factors.flatMap((factor) => nodesIn(factor)).flatMap((node) => (node.kind === 'symbol' ? [node.letter] : []));
    const own = first?.kind === '{' ? second?.text : first?.text;
    return letters.includes(own ?? '') || (ofAngles.has(fn) && !frequencies.has(letters.at(-1) ?? ''));
  },
  read: readAccent,
  examples: [
    [r`\ddot x`, '(ddot x)'],
    [r`\cos\theta\,\dot\theta`, r`(product (cos \theta) (dot \theta))`],
    [r`\sin\theta\dot\varphi`, r`(product (sin \theta) (dot \varphi))`],
    [r`\ln x_1\dot{x}_1`, r`(product (log (scripts x _ 1)) (scripts (dot x) _ 1))`],
    [r`\cos\omega\dot q`, r`(cos (product \omega (dot q)))`],
    [r`\tanh\beta\dot x`, r`(tanh (product \beta (dot x)))`],
    [r`\cos\dot\theta`, r`(cos (dot \theta))`],
  ],
};

export const accents: readonly Prefix[] = [accented, dotted];

function readAccent(reader: Reader, trigger: Token): Syntax {
  const node = reader.argument();
  const range = cover(trigger, reader.behind, node.range);
  return accent(node, accentOf.get(trigger.text) ?? '', range) ?? reader.hole(range, 'accent-over-formula');
}
