import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Claimed, claimedIn, lengthOf } from './authors.ts';

/** The collections of notes with which the project is developed; they are not part of it. */
const folders = ['seeds', 'notes'].map((name) => fileURLToPath(new URL(`../../../../shared/${name}`, import.meta.url)));

/** How much of what authors derive is derived here, and in a form no longer than theirs: what has been reached; the aim is 1, 0.95 and 0.95. */
const floors = { derived: 0.985, noLonger: 0.95, general: 0.97 };
/** Milliseconds that the algebra may take for one derivative; the slowest machine is given twice the target. */
const mostTime = 200;

describe.skipIf(!folders.every((folder) => existsSync(folder)))(
  'derivatives against their authors (skipped where ../shared is absent)',
  () => {
    it('derives what authors derive, in forms no longer than theirs, in time', async () => {
      const all = (await Promise.all(folders.map(claimedIn))).flat().filter(({ own }) => own !== undefined);
      // A name that the note never gives a formula has no derivative of its own.
      const given = all.filter(({ refused }) => refused !== 'not defined');
      const refused = given.filter((claim) => claim.derived === undefined);
      const longer = given.filter((claim) => claim.derived !== undefined && lengthOf(claim.own ?? '') < lengthOf(claim.derived));
      const general = longer.filter(({ isGeneral }) => isGeneral);
      const comparable = given.filter((claim) => claim.derived !== undefined && claim.isGeneral);
      const derived = given.length - refused.length;
      const slowest = Math.max(...given.map(({ time }) => time));
      console.log(
        [
          `${given.length} claimed, ${derived} derived, ${derived - longer.length} of these no longer; of the ${comparable.length} that hold for all indices ${comparable.length - general.length} no longer; the slowest takes ${slowest.toFixed(0)} ms`,
          ...refused.map((claim) => `  refused ${line(claim)}: ${claim.refused}`),
          ...longer.map((claim) => `  longer${claim.isGeneral ? '' : ' than one case'} ${line(claim)}: ${claim.derived}`),
        ].join('\n'),
      );
      expect(derived / given.length).toBeGreaterThanOrEqual(floors.derived);
      expect((derived - longer.length) / derived).toBeGreaterThanOrEqual(floors.noLonger);
      expect((comparable.length - general.length) / comparable.length).toBeGreaterThanOrEqual(floors.general);
      expect(slowest).toBeLessThan(mostTime);
    }, 240_000);
  },
);

function line({ file, head, own }: Claimed): string {
  return `${file}: ${head} = ${own}`;
}
