import type { TrainAnswer } from '../protocol/preview.ts';
import { formatNumber } from '../service/numbers.ts';
import { plainSentence, sentence } from '../service/sentence.ts';
import { fill, formula, h } from './dom.ts';
import type { Opened } from './session.ts';

/** Shows what the notes leave open and was chosen. */
export function showAssumptions(place: HTMLElement, { assumed, hidden, constants }: TrainAnswer['plan'], opened: Opened): void {
  const words = [
    ...assumed.map((message) => sentence(plainSentence(message))),
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
  place.hidden = words.length === 0;
  fill(
    place,
    h('summary', {}, words.length === 1 ? '1 assumption' : `${words.length} assumptions`),
    h('ul', {}, ...words.map((each) => h('li', {}, ...(typeof each === 'string' ? [each] : each)))),
  );
}
