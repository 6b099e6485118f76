import { type Prefix, r } from '../notation.ts';
import { numeral } from '../numeral.ts';
import type { SymbolSyntax } from '../syntax.ts';
import type { Token } from '../token.ts';
import { applyFunction, functionNamed } from './functions.ts';

const oneName = /^[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*'?$/;
const speech =
  /^(?:and|or|if|for|when|where|otherwise|else|with|so|since|because|as|is|are|then|thus|hence|let|given|using|by|to|of|in|on|at|the|unless|falls|wenn|sonst|und|oder|mit|für|si|sinon|y|et|ou|e|o|onde|donde|où|если|иначе|и|или)$/i;

/** Whether words are speech rather than one name: more than one word, white space at an end, or a word that only joins. */
export function isSpeech(t: Token | undefined): boolean {
  if (t?.kind !== 'words' || isNumber(t)) return false;
  const { text } = t;
  return (!oneName.test(text) || speech.test(text)) && functionNamed(text.trim()) === undefined;
}

/** `\text{2}`: a number in upright letters. */
function isNumber({ text }: Token): boolean {
  return /^\d+(?:\.\d+)?$/.test(text);
}

const letter = /\p{L}/u;

/** Whether words say something of their own, and do not only join formulas. */
export function isRemark(text: string): boolean {
  return letter.test(text) && !speech.test(text.replace(/^\W+|\W+$/g, ''));
}

const faces: Readonly<Record<string, SymbolSyntax['face']>> = { '\\textbf': 'bold', '\\texttt': 'tt', '\\textsf': 'sans' };

export const words: Prefix = {
  fixity: 'prefix',
  triggers: [],
  endsOperand: true,
  read(reader, trigger) {
    const range = { start: trigger.start, end: trigger.end };
    if (isNumber(trigger)) return numeral(trigger.text, trigger);
    if (isSpeech(trigger)) return { kind: 'text', text: trigger.text.trim(), range };
    const letter = trigger.text.trim();
    const face = faces[trigger.detail] ?? 'upright';
    const read: SymbolSyntax = { kind: 'symbol', letter, face, accents: [], range };
    const fn = functionNamed(letter);
    return fn === undefined ? read : applyFunction(reader, fn, range, read);
  },
  examples: [
    [r`\text{dW}_j`, '(scripts upright:dW _ j)'],
    [r`W_{\text{in}}`, '(scripts W _ "in")'],
    [r`a^{\text{2}}`, '(scripts a ^ 2)'],
    [r`\text{loss}(x)`, '(call upright:loss (() x))'],
    [r`\text{sum of components of } x`, '(product "sum of components of" x)'],
  ],
};
