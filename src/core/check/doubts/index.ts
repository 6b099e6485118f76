import type { Message } from '../../text/message.ts';
import { differentialsInDoubt } from './differentials.ts';
import type { Difference, Doubt } from './doubt.ts';
import { factorsInDoubt } from './factors.ts';
import { ofForm } from './forms.ts';
import { functionsInDoubt } from './functions.ts';
import { lawsInDoubt } from './laws.ts';
import { meaningsInDoubt } from './meanings.ts';
import { namesInDoubt } from './names.ts';
import { pairsInDoubt } from './pairs.ts';
import { pathsInDoubt, unassigned } from './paths.ts';
import { posedInDoubt } from './posed.ts';
import { quadrantsInDoubt } from './quadrants.ts';
import { shapesInDoubt } from './shapes.ts';
import { sumsInDoubt } from './sums.ts';
import { isDispelled } from './twins.ts';
import { wordsInDoubt } from './words.ts';

/** The doubts that words could dispel. In a listing every name is assigned or an input: nothing is said in words. */
const ofWords: readonly Doubt[] = [
  ...lawsInDoubt,
  ...shapesInDoubt,
  ...differentialsInDoubt,
  ...wordsInDoubt,
  ...namesInDoubt,
  ...meaningsInDoubt,
  ...functionsInDoubt,
  ...factorsInDoubt,
  ...quadrantsInDoubt,
  ...sumsInDoubt,
  ...pairsInDoubt,
  ...posedInDoubt,
  ...pathsInDoubt,
];

const ofListing: readonly Doubt[] = [...ofForm, unassigned];

/** The first doubt about a difference, in the order of the lists; undefined where it is the author's. */
export function doubtOf(difference: Difference): Message | undefined {
  const { worlds, step } = difference;
  const isListing = worlds.meaning.note.listings.has(step.chain.section);
  return firstOf(isListing ? ofListing : [...ofForm, ...ofWords], difference);
}

/** The first doubt that words could dispel about a derivative whose value a worked example shows. */
export function doubtInWords(difference: Difference): Message | undefined {
  return firstOf(ofWords, difference);
}

function firstOf(doubts: readonly Doubt[], difference: Difference): Message | undefined {
  for (const doubt of doubts) {
    const why = doubt(difference);
    if (why !== undefined && !isDispelled(why.id, difference)) return why;
  }
  return undefined;
}
