import type { Expr } from '../../expr/expr.ts';
import { print } from '../../expr/print.ts';
import { flatMap } from '../../text/lists.ts';
import { message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import { type Decision, undetermined } from '../decision.ts';
import { mentioned } from '../mentioned.ts';
import { partialsIn } from '../partials.ts';
import { isSecond } from '../sides.ts';
import type { World } from '../world/world.ts';
import type { Context } from './context.ts';

/**
 * A step in which a derivative on the right side, which may have a name, vanishes since nothing leads from the one name to the other, so that any factor could
 * stand beside it: that the sides agree proves nothing, unless they do so whatever is differentiated there.
 */
export function deadTerm(context: Context, step: Step, expected: Expr, written: Expr, world: World): Decision | undefined {
  if (step.role === 'update') return undefined;
  const { worlds } = context;
  const environment = worlds.environmentOf(step);
  const named = flatMap([...mentioned(written)], (family) => {
    const meaning = environment(family)?.meaning;
    return meaning?.kind === 'formula' && meaning.body.kind === 'partial' ? [meaning.body] : [];
  });
  for (const node of [...partialsIn(written), ...named]) {
    if (node.of.kind !== 'ref' || isSecond(node) || !world.isIndependent(node)) continue;
    const { family } = node.of;
    if (environment(family)?.meaning.kind !== 'formula') continue;
    const free = worlds.of(step, { rival: { family } });
    if (worlds.compare(free, step, expected, written, step.conditions).kind !== 'equal')
      return undetermined(message('no-path', { name: print(node.wrt, worlds.letters) }));
  }
  return undefined;
}
