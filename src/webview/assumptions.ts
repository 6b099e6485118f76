import { type Message, render } from '../core/text/message.ts';
import type { TrainAnswer } from '../protocol/preview.ts';
import { formatNumber } from '../service/numbers.ts';
import { capital, plainParameter } from '../service/sentence.ts';
import { fill, formula, h } from './dom.ts';
import type { Opened } from './session.ts';

/** The sentence of a message, what is filled into it typeset where it is a formula. */
function typesetSentence({ id, params }: Message): readonly (string | HTMLElement)[] {
  const names = Object.keys(params);
  // What is filled in stands for a moment as its number between marks that no sentence has.
  const marked = render({ id, params: Object.fromEntries(names.map((name, at) => [name, `\u0000${at}\u0000`])) });
  const pieces = marked.split('\u0000').map((piece, at) => {
    if (at % 2 === 0) return at === 0 ? capital(piece) : piece;
    const value = params[names[Number(piece)] as string] as string | number;
    // In a line of text what stands in fractions would be too small to be read.
    return isFormula(value) ? formula(`\\displaystyle ${value}`) : plainParameter(value);
  });
  return [...pieces, '.'];
}

function isFormula(value: string | number): boolean {
  return typeof value === 'string' && (/[\\_^{}=]/.test(value) || /^[A-Za-z]$/.test(value));
}

/** Shows what the notes leave open and was chosen. */
export function showAssumptions(place: HTMLDetailsElement, { assumed, hidden, constants }: TrainAnswer['plan'], opened: Opened): void {
  const words = [
    ...assumed.map(typesetSentence),
    ...hidden
      .filter(({ isStated }) => !isStated)
      .map(({ tex, size }) => ['The notes leave open how many units ', formula(tex), ` has, so it has ${size}.`]),
    ...constants
      .filter(({ isStated }) => !isStated)
      .map(({ tex, value }) => ['The notes leave ', formula(tex), ` open, so it is ${formatNumber(value)}.`]),
    ...(opened.rateFrom === 'trial'
      ? [
          `The notes leave the step size open, so it is ${formatNumber(opened.rate)}, the smallest of a few that does well in a short trial.`,
        ]
      : []),
  ];
  // What the network itself is taken to be is not to be looked for: whenever it is another one, it is in sight.
  const network = assumed.filter(({ id }) => id.startsWith('train-assumed') || id.startsWith('train-around'));
  const shown = JSON.stringify(network);
  if (network.length > 0 && place.dataset.network !== shown) place.open = true;
  place.dataset.network = shown;
  place.hidden = words.length === 0;
  fill(
    place,
    h('summary', {}, words.length === 1 ? '1 assumption' : `${words.length} assumptions`),
    h('ul', {}, ...words.map((each) => h('li', {}, ...(typeof each === 'string' ? [each] : each)))),
  );
}
