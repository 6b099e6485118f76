/**
 * A formula as text that reads well without typesetting (`\hat y_k - \frac12` as `ŷₖ − 1/2`): for messages, tooltips and terminals,
 * which show no mathematics. What has no plain form stays as it is written, so nothing is lost.
 */
export function plainMath(tex: string): string {
  if (longest < tex.length) return tex;
  let text = tex;
  for (const [pattern, replacement] of rules) text = text.replace(pattern, replacement as string);
  text = text.replace(
    /\\(?:(partial|nabla)(?![A-Za-z]) ?|([A-Za-z]+))/g,
    (whole, prefix?: string, name = '') => symbols.get(prefix ?? name) ?? whole,
  );
  text = text.replace(/([_^])(?:\{([^{}]*)\}|([^\s{}\\_^]))/g, (_whole, mark: string, group?: string, single?: string) =>
    script(mark, (group ?? single ?? '').trim()),
  );
  text = text.replace(fraction, (_whole, a = '', b = '', c = '', d = '') => `${term(a || b)}/${term(c || d)}`);
  return text.replace(/[{}]/g, '').replace(/-/g, '−').replace(/\s+/g, ' ').trim();
}

/** Read last, when scripts have lost their braces. */
const fraction = /\\[dt]?frac\s*(?:\{([^{}]*)\}|(\w))\s*(?:\{([^{}]*)\}|(\w))/g;

/** Longer formulas are shown as written: nobody reads them in a message, and the work stays bounded. */
const longest = 2000;

const accents: Readonly<Record<string, string>> = {
  hat: '\u0302',
  widehat: '\u0302',
  bar: '\u0304',
  overline: '\u0304',
  tilde: '\u0303',
  widetilde: '\u0303',
  dot: '\u0307',
  ddot: '\u0308',
};

type Rule = readonly [RegExp, string | ((...groups: string[]) => string)];

const rules: readonly Rule[] = [
  [/\\(?:left|right|big|Big|bigl|bigr|Bigl|Bigr|displaystyle|textstyle|limits|nonumber)(?![A-Za-z])/g, ''],
  [/\\[,;:!]|\\q?quad(?![A-Za-z])|~/g, ' '],
  [/\\(?:mathbf|mathrm|mathit|mathcal|mathsf|mathtt|boldsymbol|bm|text|textbf|operatorname\*?)\s*(?:\{([^{}]*)\}|([A-Za-z]))/g, '$1$2'],
  [
    /\\(hat|widehat|bar|overline|tilde|widetilde|dot|ddot)\s*(?:\{(\\?[A-Za-z]+)\}|(\\[A-Za-z]+|[A-Za-z]))/g,
    (_whole, accent = '', braced = '', bare = '') => accented(braced || bare, accents[accent] ?? ''),
  ],
  [/\\sqrt\s*\{([^{}]*)\}/g, (_whole, body = '') => `√${term(body)}`],
  [/\\mathbb\s*\{?([RNZC])\}?/g, (_whole, letter = '') => ({ R: 'ℝ', N: 'ℕ', Z: 'ℤ', C: 'ℂ' })[letter] ?? letter],
  [/\\([{}|%$&#_])/g, '$1'],
];

/** The letter (or its Greek sign) with a combining mark. */
function accented(name: string, mark: string): string {
  const sign = name.startsWith('\\') ? (symbols.get(name.slice(1)) ?? name) : name;
  return ([...sign].length === 1 ? sign + mark : sign).normalize('NFC');
}

/** A numerator or denominator, bracketed where the slash would tear it apart: `∂E` and `y₁` hold together, `a + b` does not. */
function term(text: string): string {
  const plain = text.trim();
  return /^[^\s+\-−·×*/=<>]+$/.test(plain) ? plain : `(${plain})`;
}

const lowered: ReadonlyMap<string, string> = new Map(zip('0123456789+-=()aehijklmnoprstuvx', '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ'));
const lifted: ReadonlyMap<string, string> = new Map(zip('0123456789+-=()niT', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀ'));

/** A script in small letters where all of it has them, else behind its mark. */
function script(mark: string, body: string): string {
  if (mark === '^' && /^(?:⊤|′+)$/.test(body)) return body === '⊤' ? 'ᵀ' : body;
  const table = mark === '_' ? lowered : lifted;
  const small = [...body].map((letter) => table.get(letter));
  if (!small.includes(undefined)) return small.join('');
  return [...body].length === 1 ? mark + body : `${mark}(${body})`;
}

function zip(keys: string, values: string): [string, string][] {
  const signs = [...values];
  return [...keys].map((key, i) => [key, signs[i] ?? key]);
}

const names =
  'alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ ' +
  'sigma σ tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω ' +
  'ell ℓ partial ∂ nabla ∇ infty ∞ sum ∑ prod ∏ int ∫ cdot · times × odot ⊙ circ ∘ otimes ⊗ pm ± mp ∓ le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ ' +
  'in ∈ notin ∉ forall ∀ exists ∃ to → rightarrow → leftarrow ← Rightarrow ⇒ approx ≈ propto ∝ equiv ≡ sim ∼ top ⊤ prime ′ dots … ldots … cdots ⋯';

const symbols: ReadonlyMap<string, string> = new Map([
  ...pairs(names.split(' ')),
  ...['log', 'ln', 'exp', 'sin', 'cos', 'tan', 'tanh', 'sinh', 'cosh', 'max', 'min', 'det'].map((name): [string, string] => [
    name,
    `${name} `,
  ]),
]);

function pairs(flat: readonly string[]): [string, string][] {
  const result: [string, string][] = [];
  for (let i = 0; i + 1 < flat.length; i += 2) result.push([flat[i] as string, flat[i + 1] as string]);
  return result;
}
