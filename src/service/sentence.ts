import { type Message, render } from '../core/text/message.ts';
import { plainMath } from './plain-math.ts';

/** The sentence of a message as plain text, its formulas without LaTeX. */
export function plainSentence({ id, params }: Message): string {
  return render({ id, params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, plainParameter(value)])) });
}

/** What is filled into a sentence: a formula as plain text, anything else as it is. */
export function plainParameter(value: string | number): string {
  const text = String(value);
  return /[\\_^{}]/.test(text) ? plainMath(text) : text;
}

/** The sentence with a capital, unless it begins with a single letter or a formula, whose letters have a meaning. */
export function capital(text: string): string {
  return /^[a-z][a-z]/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** The text as a whole sentence: a capital in front, a full stop behind. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? capital(text) : `${capital(text)}.`;
}
