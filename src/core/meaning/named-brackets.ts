import type { GroupSyntax, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { mapParts } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { ReadNote } from './chains.ts';
import { defines } from './comparisons.ts';
import { baseName } from './symbols.ts';
import { withFormulas } from './with-formulas.ts';

const r = String.raw;

/** A note that says what `\langle E \rangle` is, with that as a name wherever it stands. */
export function withNamedBrackets(note: ReadNote): ReadNote {
  const known = new Set(
    flatMap(note.chains, ({ members }) =>
      flatMap(members.slice(0, -1), ({ node }, at) => {
        const name = defines(members[at + 1]?.relation?.sign) && isAngled(node) ? nameOf(node) : undefined;
        return name ?? [];
      }),
    ),
  );
  return known.size === 0 ? note : withFormulas(note, (node) => named(node, known));
}

function named(node: Syntax, known: ReadonlySet<string>): Syntax {
  const letter = isAngled(node) ? nameOf(node) : undefined;
  if (letter !== undefined && known.has(letter))
    return { kind: 'symbol', letter, face: 'italic', accents: [], range: node.range } satisfies SymbolSyntax;
  return mapParts(node, (part) => named(part, known));
}

function isAngled(node: Syntax): node is GroupSyntax {
  return node.kind === 'group' && node.open === '⟨' && node.close === '⟩';
}

/** What stands in such brackets as a name: plain names, their powers and products. */
function nameOf({ body }: GroupSyntax): string | undefined {
  const inside = textOf(body);
  return inside === undefined ? undefined : r`\langle ${inside} \rangle`;
}

function textOf(node: Syntax): string | undefined {
  switch (node.kind) {
    case 'number':
      return String(node.value);
    case 'symbol':
      return baseName(node);
    case 'scripts': {
      const [base, sup] = [textOf(node.base), node.sup && textOf(node.sup)];
      return node.sub || node.primes > 0 || base === undefined || sup === undefined ? undefined : `${base}^${sup}`;
    }
    case 'product': {
      const factors = node.factors.map(({ node: factor }) => textOf(factor));
      return factors.includes(undefined) ? undefined : factors.join(' ');
    }
    default:
      return undefined;
  }
}
