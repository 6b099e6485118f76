import type { Parameter, Plan } from '../core/training/plan.ts';
import type { Course } from '../core/training/race.ts';
import { formatNumber } from '../service/numbers.ts';
import { plainMath } from '../service/plain-math.ts';
import type { Report } from './session.ts';

/** A piece of a sentence: words, a formula, or a link to a place in the notes, in brackets. */
export type Piece =
  | { readonly text: string }
  | { readonly tex: string }
  | { readonly text: string; readonly place: { readonly part: number; readonly start: number } };

/** What the runs are called. */
export const courseNames: Readonly<Record<Course, string>> = { exact: 'true gradients', written: 'gradients as written' };

/** The derivative of the notes' loss by a parameter, as LaTeX: on a line of text, or as tall as it is. */
export function gradientTex({ loss }: Plan, { tex }: Parameter, isTall = false): string {
  const [above, below] = [`\\partial ${loss.insteadOf ?? loss.tex}`, `\\partial ${tex}`];
  return isTall ? `\\dfrac{${above}}{${below}}` : `${above}/${below}`;
}

/** What the preview shows, in a few words: how far both runs came, and which gradient is to blame. */
export function resultOf(plan: Plan, report: Report | undefined, lineOf: (at: { part: number; start: number }) => string): Piece[] {
  return [...outcome(report), { text: ' ' }, ...beside(report), ...blame(plan, lineOf)];
}

/** The same as plain text. */
export function spoken(pieces: readonly Piece[]): string {
  return pieces.map((piece) => ('tex' in piece ? plainMath(piece.tex) : 'place' in piece ? `(${piece.text})` : piece.text)).join('');
}

function outcome(report: Report | undefined): Piece[] {
  if (report === undefined || report.state.step === 0)
    return [{ text: 'Two runs start from the same weights: one follows the gradients as written, the other the true ones.' }];
  const { state, score } = report;
  const stops = stopsIn(report);
  const loss = (course: Course): string => formatNumber(score.train[course].loss, 2);
  const after = `after ${state.step} ${state.step === 1 ? 'step' : 'steps'}`;
  const isOn = (course: Course): boolean => state.runs[course].stopped === undefined;
  if (!isOn('written') && !isOn('exact')) return stops;
  if (!isOn('written')) return [...stops, { text: `Loss ${after} with the true gradients: ${loss('exact')}.` }];
  if (!isOn('exact')) return [...stops, { text: `Loss ${after} with the gradients as written: ${loss('written')}.` }];
  if (loss('written') === loss('exact')) return [{ text: `Loss ${after}: ${loss('exact')} in both runs.` }];
  return [{ text: `Loss ${after}: ${loss('exact')} with the true gradients, ${loss('written')} with the gradients as written.` }];
}

/** Which runs blew up, when, and by what. */
function stopsIn({ state: { runs } }: Report): Piece[] {
  const [written, exact] = [runs.written.stopped, runs.exact.stopped];
  const told = (who: string, { step, tex }: { readonly step: number; readonly tex: string }): Piece[] => {
    const words = step === 1 ? ' has no finite value' : ' is no longer finite';
    return [{ text: `${who} stopped at step ${step}: ` }, { tex }, { text: `${words}. ` }];
  };
  if (written && exact && written.step === exact.step && written.tex === exact.tex) return told('Both runs', written);
  return [
    ...(written ? told(`The run with the ${courseNames.written}`, written) : []),
    ...(exact ? told(`The run with the ${courseNames.exact}`, exact) : []),
  ];
}

/** What the perceptron rule makes of the points, where it runs beside. */
function beside(report: Report | undefined): Piece[] {
  const { perceptron, train } = report?.score ?? {};
  if (perceptron === undefined || report === undefined || report.state.step === 0) return [];
  const count = perceptron.moves === 1 ? 'one move' : `${perceptron.moves} moves`;
  if (perceptron.accuracy < 1) return [{ text: `The perceptron rule does not separate the points yet, after ${count}. ` }];
  const isOne = train?.exact.accuracy === 1;
  return [{ text: `The perceptron rule separates the points, after ${count}; the true gradients ${isOne ? 'do too' : 'do not'}. ` }];
}

function blame(plan: Plan, lineOf: (at: { part: number; start: number }) => string): Piece[] {
  const wrong = plan.parameters.filter(({ standing }) => standing === 'wrong');
  const unfit = plan.parameters.filter(({ standing }) => standing === 'unfit');
  const blamed = [
    ...(wrong.length > 0 ? [blameFor(wrong, plan, lineOf)] : []),
    ...(unfit.length > 0 ? [[...listOf(unfit, plan, lineOf), { text: unfitWords(unfit.length) }]] : []),
  ].flatMap((pieces, n): Piece[] => (n === 0 ? pieces : [{ text: ' ' }, ...pieces]));
  if (plan.parameters.some(({ standing }) => standing === 'elsewhere'))
    return [...elsewhere(plan), ...(blamed.length > 0 ? [{ text: ' ' }, ...blamed] : [])];
  if (blamed.length > 0) return blamed;
  const undecided = plan.parameters.filter(({ standing }) => standing === 'unused');
  if (!plan.parameters.some(({ standing }) => standing === 'right'))
    return [{ text: 'The notes claim no gradient of a parameter that could be decided, so both runs follow the true ones.' }];
  if (undecided.length === 0) return [{ text: 'Every gradient that the notes claim is the true one.' }];
  const ones = undecided.length === 1 ? 'one' : 'ones';
  return [
    { text: 'Every gradient of the notes that could be decided is the true one. ' },
    ...listOf(undecided, plan, lineOf),
    { text: ` could not, so both runs follow the true ${ones} there.` },
  ];
}

/** What the run as written means where something else than the notes have is trained. */
function elsewhere({ loss, otherActivation }: Plan): Piece[] {
  const other = otherActivation === undefined ? '' : otherActivation;
  if (loss.insteadOf === undefined)
    return [
      {
        text: `The gradients of the notes are those with their own activation, and not with ${other}; the run as written follows them all the same.`,
      },
    ];
  const too = other && `, and those with their own activation, not with ${other}`;
  return [
    { text: 'The gradients of the notes are those of ' },
    { tex: loss.insteadOf },
    { text: `, and not of the loss that was chosen (${loss.tex.replace(/^\\text\{|\}$/g, '')}), by which both runs are measured${too}.` },
  ];
}

function blameFor(wrong: readonly Parameter[], plan: Plan, lineOf: (at: { part: number; start: number }) => string): Piece[] {
  return [...listOf(wrong, plan, lineOf), { text: wrong.length === 1 ? ' differs.' : ' differ.' }];
}

function unfitWords(count: number): string {
  return count === 1
    ? " is wrong, and can't be run, so both runs follow the true one there."
    : " are wrong, and can't be run, so both runs follow the true ones there.";
}

/** Gradients by their names, each with a link to where it stands in the notes. */
function listOf(parameters: readonly Parameter[], plan: Plan, lineOf: (at: { part: number; start: number }) => string): Piece[] {
  return parameters.flatMap((parameter, n): Piece[] => {
    const where = parameter.faults[0]?.where ?? parameter.claims[0];
    const place = where && { part: where.part, start: where.range.start };
    const between = n === 0 ? [] : [{ text: n === parameters.length - 1 ? ' and ' : ', ' }];
    const line = place ? [{ text: ' ' }, { text: lineOf(place), place }] : [];
    return [...between, { tex: gradientTex(plan, parameter) }, ...line];
  });
}
