import type { StepReport, Witness } from '../core/pipeline/report.ts';
import { message, render } from '../core/text/message.ts';
import { formatApart, formatNumber } from './numbers.ts';
import { plainMath } from './plain-math.ts';

/** One point in words: `at i = 1, y = 0.62, t = 1: your right side gives 0.38, the engine −0.38`. `id` says whose number the left side is. */
export function witnessText(witness: Witness, id: 'witness-engine' | 'witness-sides' = 'witness-engine'): string {
  const [lhs, rhs] = formatApart(witness.lhs, witness.rhs);
  const values = witnessValues(witness);
  const place = values === '' ? '' : render(message('witness-place', { values }));
  return render(message(id, { place, lhs, rhs }));
}

/** Whose number the left side of a step is: the engine computes a derivative, the author wrote the rest. */
export function witnessKind(step: Pick<StepReport, 'kind' | 'continues'>): 'witness-engine' | 'witness-sides' {
  return step.kind === 'derivative' && !step.continues ? 'witness-engine' : 'witness-sides';
}

function witnessValues({ indices, values }: Witness): string {
  return [...Object.entries(indices), ...Object.entries(values)]
    .map(([name, value]) => `${plainMath(name)} = ${formatNumber(value)}`)
    .join(', ');
}
