import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sourceOf } from '../../../src/cli/source.ts';
import { walk } from '../../../src/core/expr/expr.ts';
import { readNote } from '../../../src/core/notes/read-note.ts';
import { type Candidate, type NoteDeriver, openDeriver } from '../../../src/core/pipeline/derive.ts';
import { type MessageId, render } from '../../../src/core/text/message.ts';

/** The collections of notes with which the project is developed; they are not part of it. */
const folders = ['seeds', 'notes'].map((name) => fileURLToPath(new URL(`../../../../shared/${name}`, import.meta.url)));

/** Why something may have no derivative that is shown, what that is, and how often it is so at most. */
const allowed: Partial<Record<MessageId, { readonly why: string; readonly most: number }>> = {
  'derive-independent': { why: 'a label, a parameter that the formula lacks, or a shift of all scores, which changes nothing', most: 14 },
  'derive-layers': { why: 'through layers or steps of which the note leaves the number open, unlike for each of them', most: 16 },
  'derive-unknown-function': { why: 'a function of the scores that the note never gives a formula', most: 6 },
};

/** Which part of all pairs is derived: what has been reached. */
const floor = 0.965;

interface Pair {
  readonly name: string;
  readonly says: string;
  /** Why nothing is derived. */
  readonly refused?: MessageId;
}

describe.skipIf(!folders.every((folder) => existsSync(folder)))(
  'all that is defined by all that it depends on (skipped where ../shared is absent)',
  () => {
    it('is derived and confirmed, or refused for a reason that is known', async () => {
      const all = (await Promise.all(folders.map(pairsIn))).flat();
      const refused = all.filter((pair) => pair.refused !== undefined);
      const share = (all.length - refused.length) / all.length;
      console.log(
        [`${all.length} pairs, ${(100 * share).toFixed(1)} % derived`, ...refused.map(({ name, says }) => `  ${name}: ${says}`)].join('\n'),
      );
      const countOf = (id: MessageId): number => refused.filter((pair) => pair.refused === id).length;
      const tooMany = refused.filter(({ refused: id }) => id !== undefined && (allowed[id]?.most ?? 0) < countOf(id));
      expect(tooMany).toEqual([]);
      expect(share).toBeGreaterThanOrEqual(floor);
    }, 480_000);
  },
);

async function pairsIn(folder: string): Promise<readonly Pair[]> {
  const found: Pair[] = [];
  for (const file of readdirSync(folder).sort()) {
    if (/^expected\./.test(file)) continue;
    const { parts } = sourceOf(file, readFileSync(join(folder, file)));
    const deriver = await openDeriver(readNote(parts));
    found.push(
      ...deriver.names
        .everyCandidate()
        .filter(isFunction)
        .flatMap((candidate) => pairsOf(file, deriver, candidate)),
    );
  }
  return found;
}

/** Whether a name is that of a loss, an activation or a layer, and not one for a derivative. */
function isFunction({ definition: { meaning } }: Candidate): boolean {
  return meaning.kind === 'formula' && !walk(meaning.body).some(({ kind }) => kind === 'partial');
}

function pairsOf(file: string, deriver: NoteDeriver, candidate: Candidate): readonly Pair[] {
  const params = candidate.definition.params?.map(({ family }) => family) ?? [];
  return [...new Set([...params, ...deriver.names.variablesOf(candidate)])].map((by) => {
    const name = `${file}: ${deriver.names.nameOf(candidate.family)} by ${deriver.names.nameOf(by)}`;
    const found = deriver.derive(candidate, by);
    return 'refused' in found ? { name, says: render(found.refused), refused: found.refused.id } : { name, says: found.tex };
  });
}
