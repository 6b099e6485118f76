import { describe, expect, it } from 'vitest';
import { Frames } from '../../src/webview/frames.ts';

/** Frames that come when they are called for, and drawings that take so long. */
function stage() {
  let [now, next] = [0, (): void => {}];
  const drawn: string[] = [];
  const frames = new Frames({
    now: () => now,
    nextFrame: (draw) => {
      next = draw;
    },
  });
  const soon = (name: string, takes = 1, version = ''): void =>
    frames.soon(name, () => {
      now += takes;
      drawn.push(name + version);
    });
  const frame = (): string[] => {
    const draw = next;
    next = () => {};
    draw();
    return drawn.splice(0);
  };
  return { frames, soon, frame, drawn };
}

describe('what is drawn before a frame', () => {
  it('is all that there is time for, in the order in which it was asked for', () => {
    const { soon, frame } = stage();
    for (const name of ['loss', 'accuracy', 'surface', 'table']) soon(name, 1.5);
    expect(frame()).toEqual(['loss', 'accuracy']);
    expect(frame()).toEqual(['surface', 'table']);
    expect(frame()).toEqual([]);
  });

  it('is the newest of one name, in the place of the first', () => {
    const { soon, frame } = stage();
    soon('loss', 1, ' 1');
    soon('accuracy');
    soon('loss', 1, ' 2');
    expect(frame()).toEqual(['loss 2', 'accuracy']);
  });

  it('is one thing at least, however long that takes', () => {
    const { soon, frame } = stage();
    for (const name of ['surface', 'table']) soon(name, 100);
    expect(frame()).toEqual(['surface']);
    expect(frame()).toEqual(['table']);
  });

  it('waits for nothing where all is to be seen at once', () => {
    const { frames, soon, frame, drawn } = stage();
    for (const name of ['surface', 'table']) soon(name, 100);
    frames.flush();
    expect(drawn).toEqual(['surface', 'table']);
    drawn.length = 0;
    expect(frame()).toEqual([]);
    soon('loss');
    expect(frame()).toEqual(['loss']);
  });

  it('is not what nobody sees, until it is seen or all is to be', () => {
    const { frames, frame, drawn } = stage();
    let isSeen = false;
    const unseen = (): void =>
      frames.soon(
        'below',
        () => drawn.push('below'),
        () => isSeen,
      );
    unseen();
    expect(frame()).toEqual([]);
    isSeen = true;
    frames.look();
    expect(frame()).toEqual(['below']);
    isSeen = false;
    unseen();
    frames.flush();
    expect(drawn).toEqual(['below']);
  });
});
