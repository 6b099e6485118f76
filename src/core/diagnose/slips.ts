import { missingDivisor, missingLink } from './chain-slips.ts';
import { missingIndicator, missingPaths, missingSum, wrongConstant, wrongFactor, wrongInnerFactor } from './factor-slips.ts';
import { wrongFunction, wrongSlope } from './function-slips.ts';
import { wrongIndex, wrongLeftIndex } from './index-slips.ts';
import { missingSteps, wrongEnd, wrongLayer } from './layer-slips.ts';
import { wrongMembers, wrongSummation } from './member-slips.ts';
import { wrongSign } from './sign-slips.ts';
import type { SlipKind } from './slip.ts';
import { missingBatchSum, swappedFactors, takenForSymmetric, transposed, wrongEntry } from './tensor-slips.ts';
import { extraTerm, missingTerm, wrongExponent } from './term-slips.ts';
import { duplicatedText } from './text-slips.ts';
import { wrongDerivative, wrongFactorName, wrongHead, wrongVariable } from './variable-slips.ts';

/** Every kind of mistake, the ones with the smallest repair first. */
export const slipKinds: readonly SlipKind[] = [
  duplicatedText,
  wrongHead,
  wrongSign,
  wrongIndex,
  wrongLayer,
  wrongEnd,
  missingSum,
  wrongSummation,
  wrongMembers,
  missingSteps,
  missingPaths,
  extraTerm,
  wrongExponent,
  wrongFunction,
  wrongSlope,
  wrongFactor,
  wrongInnerFactor,
  missingIndicator,
  transposed,
  swappedFactors,
  takenForSymmetric,
  missingBatchSum,
  missingLink,
  wrongDerivative,
  wrongVariable,
  wrongFactorName,
  wrongEntry,
  missingDivisor,
  missingTerm,
  wrongLeftIndex,
];

/** Those that only change an index, or by what a derivative is taken. */
export const indexKinds: readonly SlipKind[] = [wrongIndex, wrongLayer, wrongDerivative];

/** Those that only change a sign or a number. */
export const numberKinds: readonly SlipKind[] = [wrongSign, wrongConstant];
