import type { Note } from '../notes/note.ts';

/** Words that notes write as names in plain italics (`net_j`, `out_{o1}`). */
export const knownWords: ReadonlySet<string> = new Set(
  (
    'net out input output loss cost err error target pred logit logits score scores bias weight weights grad act hidden label ' +
    'mean var std prob Var Cov Corr new old reg size batch data true false pos neg total true Loss Cost Error Div Err dot dim dims axis keepdims rand randn random'
  ).split(' '),
);

/** Commands whose braces hold words already, or no formula. */
const worded =
  /\\(?:begin|end|text\w*|mathrm|operatorname\*?|mathbf|mathcal|mathsf|mathtt|label|tag|ref|eqref|mbox|hbox|color|href|class)\s*\{[^{}]*\}/g;
/** Capitals that are the whole head of an equation and what a derivative is of: the name of a loss (`KL = \dots`, `\partial KL`), also of arguments. */
const acronymHeads = /(?:^|[,;&]|\\\\)\s*([A-Z]{2,})\s*(\([^()]{1,20}\)\s*)?&?\s*=/g;
const acronymsAbove = /(?:\\partial|\{\s*d)\s*([A-Z]{2,})\s*(?:\([^()]{1,20}\)\s*)?\}(?:\s*\{\s*(?:\\partial|d)\s*([A-Z]))?/g;
const capitals = /(?<!\\[A-Za-z]*)[A-Z]+/g;
const runs = /(?<![\\A-Za-z])[A-Za-z]{3,}(?![A-Za-z])/g;
const leastOften = 2;

/** `\Delta` in front of anything but a name: a name itself. */
const bareDelta =
  /\\Delta(?![A-Za-z])(?!\s*(?:\{\s*)*(?:[A-Za-z]|\\(?!(?:cdot|times|in|[lg]eq?|neq?|to|d?frac|sum|int|right|left|big|q?quad|text)(?![a-z]))[A-Za-z]))/;

/**
 * Runs of letters that a note uses as one name: words that notes use so, what it writes as the head of an index or a bracket more than once, and
 * capitals that it both defines and differentiates, or defines though it has none of them apart (`FL(p) = \dots`, `MSE = \dots`);
 * `\Delta` where it makes names of names.
 */
export function nameWords({ items }: Note): ReadonlySet<string> {
  const counts = new Map<string, number>();
  const found = new Set<string>();
  const heads = new Set<string>();
  const told = new Set<string>();
  const written = new Set<string>();
  const above = new Set<string>();
  const products = new Set<string>();
  let isDeltaBare = false;
  for (const item of items) {
    if (item.kind !== 'math' || item.span.kind === 'listing') continue;
    if (item.span.tex.includes('\\Delta')) {
      isDeltaBare ||= bareDelta.test(item.span.tex);
      found.add('\\Delta');
    }
    const tex = item.span.tex.replace(worded, ' ');
    for (const [, name = '', argument] of tex.matchAll(acronymHeads)) {
      heads.add(name);
      // `PV = nRT` is of a product.
      if (argument !== undefined || 2 < name.length) told.add(name);
    }
    for (const [run] of tex.matchAll(capitals)) written.add(run);
    // `\partial XW / \partial W` is of a product.
    for (const [, name = '', by] of tex.matchAll(acronymsAbove)) (by !== undefined && name.includes(by) ? products : above).add(name);
    for (const { 0: run, index } of tex.matchAll(runs)) {
      if (knownWords.has(run)) found.add(run);
      const isHead = /^[_(]/.test(tex.slice(index + run.length));
      if (isHead && /[aeiou]/.test(run) && /[^aeiou]/i.test(run)) counts.set(run, (counts.get(run) ?? 0) + 1);
    }
  }
  if (isDeltaBare) found.delete('\\Delta');
  for (const name of heads) if (above.has(name) && !products.has(name)) found.add(name);
  for (const name of told) if (!products.has(name) && isApart(name, written)) found.add(name);
  for (const [run, count] of counts) if (leastOften <= count) found.add(run);
  return found;
}

/** Whether no letter of a name stands in a note without the others. */
function isApart(name: string, runs: ReadonlySet<string>): boolean {
  return [...runs].every((run) => run.includes(name) || [...name].every((letter) => !run.includes(letter)));
}

/** Scripts in braces, where a comma parts indices. */
const scripts = /[_^]\{[^{}]*\}/g;
/** `0,5` as the operand of a sum or a product. */
const operands = /(?:\\cdot|\\times|[*+-])\s*0,\d|(?<![([{,\d])0,\d+\s*(?:\\cdot|\\times|[*+-])/g;

/** Whether a note writes decimals with a comma, as most languages but English do. */
export function hasDecimalCommas({ items }: Note): boolean {
  let count = 0;
  for (const item of items)
    if (item.kind === 'math' && item.span.tex.includes('0,')) count += item.span.tex.replace(scripts, '').match(operands)?.length ?? 0;
  return leastOften <= count;
}
