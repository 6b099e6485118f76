/** The sentence with a capital, unless it begins with a single letter or a formula, whose letters have a meaning. */
export function capital(text: string): string {
  return /^[a-z][a-z]/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** The text as a whole sentence: a capital in front, a full stop behind. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? capital(text) : `${capital(text)}.`;
}
