/** TeX spelling of the characters that authors type instead of commands; what is absent is read as it stands. */
export const spelling: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...pairs(
      'αβγδζηθικλμνξπρστυφχψω',
      'alpha beta gamma delta zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon varphi chi psi omega',
    ),
    ...pairs('εϵϑϕϖϱς', 'varepsilon epsilon vartheta phi varpi varrho varsigma'),
    ...pairs('ΓΔΘΛΞΠΣΦΨΩ', 'Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega'),
    ...pairs('µ∂∇∞ℓ∑∏∫√⊤⊺†', 'mu partial nabla infty ell sum prod int sqrt top intercal dagger'),
    ...pairs('×·⋅⊙∘⊗∗÷±∓', 'times cdot cdot odot circ otimes ast div pm mp'),
    ...pairs('≤≥≠≈≡∝∈∉∼≃≅≪≫⊂⊆≜≔', 'le ge neq approx equiv propto in notin sim simeq cong ll gg subset subseteq triangleq coloneqq'),
    ...pairs(
      '←→↦⇒⟹⇔⟺∴∵∀↓⇝•',
      'leftarrow to mapsto Rightarrow implies Leftrightarrow iff therefore because forall downarrow leadsto bullet',
    ),
    ...pairs('…⋯⋮⟨⟩‖∣∥⌊⌋⌈⌉', 'dots cdots vdots langle rangle Vert mid parallel lfloor rfloor lceil rceil'),
    ...pairs('✓✔∎', 'checkmark checkmark blacksquare'),
    '−': '-',
    '–': '-',
    '＋': '+',
    '－': '-',
    '＝': '=',
    '＜': '<',
    '＞': '>',
    '（': '(',
    '）': ')',
    '［': '[',
    '］': ']',
    '，': ',',
    '、': ',',
    '；': ';',
    '：': ':',
    '．': '.',
    '。': '.',
    '／': '/',
    '＊': '*',
    '｜': '|',
    '＾': '^',
    '＿': '_',
    '’': "'",
    '′': "'",
    ℝ: 'R',
    ℒ: 'L',
    𝔼: 'E',
  }),
);

/** Raised and lowered digits and letters: the mark of the script and what stands in it. */
export const scriptSpelling: ReadonlyMap<string, Script> = new Map<string, Script>([
  ...scripts('⁰¹²³⁴⁵⁶⁷⁸⁹ᵀᵗ', '^', '0123456789Tt'),
  ...scripts('₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₗₘₙₚᵣₛₜ', '_', '0123456789ijklmnprst'),
]);
/** Accents that combine with the letter in front of them. */
export const combining: ReadonlyMap<string, string> = new Map([
  ['\u0302', '\\hat'],
  ['\u0303', '\\tilde'],
  ['\u0304', '\\bar'],
  ['\u0305', '\\bar'],
  ['\u0307', '\\dot'],
  ['\u20d7', '\\vec'],
]);

type Script = readonly ['^' | '_', string];

function scripts(characters: string, mark: '^' | '_', meant: string): [string, Script][] {
  return [...characters].map((c, i) => [c, [mark, meant.charAt(i)]]);
}

function pairs(characters: string, commands: string): Record<string, string> {
  const names = commands.split(' ');
  return Object.fromEntries([...characters].map((c, i) => [c, `\\${names[i]}`]));
}
