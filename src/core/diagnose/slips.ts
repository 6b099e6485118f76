import { missingIndicator, missingPaths, missingSum, wrongFactor } from './factor-slips.ts';
import { wrongIndex } from './index-slips.ts';
import { wrongSign } from './sign-slips.ts';
import type { SlipKind } from './slip.ts';
import { missingBatchSum, swappedFactors, transposed, wrongEntry } from './tensor-slips.ts';
import { duplicatedText } from './text-slips.ts';
import { wrongVariable } from './variable-slips.ts';

/** Every kind of mistake, the ones with the smallest repair first. */
export const slipKinds: readonly SlipKind[] = [
  duplicatedText,
  wrongSign,
  wrongIndex,
  missingSum,
  missingPaths,
  wrongFactor,
  missingIndicator,
  transposed,
  swappedFactors,
  missingBatchSum,
  wrongVariable,
  wrongEntry,
];
