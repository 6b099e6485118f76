/**
 * What the main thread of a page does while `during` runs, in milliseconds of processor time: for each frame that it draws (`drawing`, the least
 * first), and besides in a millisecond (`besides`). Unlike the time between frames it tells nothing of what else the machine is busy with, not even
 * by what piles up where frames are late.
 */
export async function workForFrames(page, during) {
  const browser = page.context().browser();
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] });
  let trace;
  try {
    await during();
  } finally {
    trace = await browser.stopTracing();
  }
  const { traceEvents } = JSON.parse(trace.toString());
  const threadOf = ({ pid, tid }) => `${pid} ${tid}`;
  const mains = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(threadOf));
  const drawn = traceEvents.filter((event) => event.name === 'FireAnimationFrame' && mains.has(threadOf(event)));
  const thread = mostFrequent(drawn.map(threadOf));
  const frames = drawn.filter((event) => threadOf(event) === thread).map(({ ts }) => ts);
  const tasks = outermost(traceEvents.filter((event) => event.ph === 'X' && event.name.endsWith('RunTask') && threadOf(event) === thread));
  return shared(tasks, frames);
}

/** Tasks that run in no other one, in order. */
function outermost(tasks) {
  let end = Number.NEGATIVE_INFINITY;
  return tasks
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur)
    .filter(({ ts, dur }) => {
      const isOutermost = end <= ts;
      if (isOutermost) end = ts + dur;
      return isOutermost;
    });
}

/** The work of tasks, shared out between those that draw a frame and the others. */
function shared(tasks, frames) {
  const drawing = [];
  let others = 0;
  let next = 0;
  for (const { ts, dur, tdur = dur } of tasks) {
    while (next < frames.length && frames[next] < ts) next++;
    if (next < frames.length && frames[next] <= ts + dur) drawing.push(tdur / 1000);
    else others += tdur / 1000;
  }
  const [first, last] = [tasks[0], tasks.at(-1)];
  return { drawing: drawing.sort((a, b) => a - b), besides: others / ((last.ts + last.dur - first.ts) / 1000) };
}

function mostFrequent(names) {
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
