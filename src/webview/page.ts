import { render } from '../core/text/message.ts';
import { readCsv } from '../core/training/csv.ts';
import type { FromPage, PreviewState, ShownPlace, ToPage, TrainAnswer, TrainGoal, TrainResult, TrainWishes } from '../protocol/preview.ts';
import { formatNumber } from '../service/numbers.ts';
import { plainSentence, sentence } from '../service/sentence.ts';
import { Chart } from './chart.ts';
import { Controls } from './controls.ts';
import { fill, formula, h, icon, icons, write } from './dom.ts';
import { base64Of, csvOf, jsonOf } from './exports.ts';
import { Frames } from './frames.ts';
import { NetworkView } from './network-view.ts';
import { Parameters } from './parameters.ts';
import { pictureOf } from './picture.ts';
import { Readout } from './readout.ts';
import { type Piece, resultOf, spoken } from './result.ts';
import { accuracyOf, lossOf, type Opened, type Report } from './session.ts';
import { jobOf, type OwnData, type Settings, settingsFrom, wishesOf } from './settings.ts';
import type { Surface } from './surface.ts';
import { SurfaceView } from './surface-view.ts';
import { onThemeChange } from './theme.ts';
import { Trainer } from './trainer.ts';
import { exampleResult } from './worked.ts';
import { WorkedView } from './worked-view.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void; setState(state: Kept): void; getState(): unknown };

/** What a reload of the window brings back. */
interface Kept extends PreviewState {
  readonly goal?: TrainWishes['goal'];
  readonly settings: Settings;
  readonly speed: number;
  readonly steps: number;
  readonly mode?: Mode;
  readonly own?: { readonly name: string; readonly text: string };
}

/** What is shown: the race, or the example that the notes work out by hand. */
type Mode = 'training' | 'worked';
const modes: readonly (readonly [mode: Mode, label: string])[] = [
  ['training', 'Training'],
  ['worked', 'Worked example'],
];

/** Own data larger than this are not kept over a reload, in characters. */
const mostKept = 500_000;

/** By what a rate is divided that was too large. */
const smallerBy = 4;

/** Steps in a second that may be chosen; 0 is as many as there is time for. */
const speeds: readonly (readonly [speed: number, label: string])[] = [
  [1, '1 step/s'],
  [10, '10 steps/s'],
  [50, '50 steps/s'],
  [250, '250 steps/s'],
  [1000, '1000 steps/s'],
  [0, 'full speed'],
];

/** The page of the preview: asks the editor for a network, has it trained, and shows how. */
export class Page {
  readonly #editor = acquireVsCodeApi();
  #uri = '';
  #goal: TrainWishes['goal'];
  #settings: Settings;
  /** Those of the last network that there was. */
  #accepted: Settings;
  #own: (OwnData & { readonly text: string }) | undefined;
  #speed = 250;
  /** Steps to which a run is brought when it is opened. */
  #wantedSteps = 0;
  #asked = 0;
  #answer: TrainAnswer | undefined;
  #opened: Opened | undefined;
  #report: Report | undefined;
  /** Whether a race that is opened goes on by itself. */
  #goesOn = false;
  #isPlaying = false;
  #mode: Mode = 'training';

  readonly #trainer = new Trainer({
    opened: (opened, report, surface) => this.#showOpened(opened, report, surface),
    reported: (report, isPlaying, surface) => {
      const { train } = this.#opened ?? {};
      if (surface && train) this.#frames.soon('surface', () => this.#surface.show(train, surface, report.score.perceptron?.weights));
      this.#showReport(report, isPlaying);
    },
    passed: (passage) => this.#frames.soon('network', () => this.#network.show(passage)),
    failed: (why) => this.#showFailure(why),
  });
  readonly #frames = new Frames({ now: () => performance.now(), nextFrame: (draw) => requestAnimationFrame(draw) });
  readonly #goals = h('div', { class: 'goal' });
  readonly #result = h('p', { class: 'result' });
  readonly #live = h('p', { class: 'hidden', 'aria-live': 'polite' });
  readonly #notice = h('div', { class: 'notice', hidden: true });
  readonly #playButton = h('button', { type: 'button', class: 'play', click: () => this.#togglePlay() });
  readonly #stepButton = h(
    'button',
    { type: 'button', class: 'plain', title: 'One step', click: () => this.#trainer.step() },
    icon(icons.step),
    'Step',
  );
  readonly #resetButton = h(
    'button',
    { type: 'button', class: 'plain', title: 'Back to the start', click: () => this.#trainer.restart() },
    icon(icons.restart),
    'Reset',
  );
  readonly #steps = h('span', { class: 'steps' }, 'step 0');
  readonly #lossPlace = h('div', { class: 'chart', role: 'img', 'aria-label': 'Loss of both runs over the steps' });
  readonly #accuracyPlace = h('div', { class: 'chart', role: 'img', 'aria-label': 'Accuracy of both runs over the steps' });
  readonly #accuracySection = h('section', {}, h('h2', {}, 'Accuracy'), this.#accuracyPlace);
  readonly #loss = new Chart(this.#lossPlace, { height: 260, isLogarithmic: true });
  readonly #accuracy = new Chart(this.#accuracyPlace, {
    height: 120,
    isLogarithmic: false,
    range: [-0.03, 1.03],
    format: (value) => `${Math.round(100 * value)} %`,
  });
  readonly #readout = new Readout();
  readonly #surface = new SurfaceView();
  readonly #network = new NetworkView({
    looking: (look) => this.#trainer.look(look),
    walked: (at) => this.#revealQuietly(at),
  });
  readonly #parameters = new Parameters();
  readonly #worked = new WorkedView({ walked: (at) => this.#revealQuietly(at) });
  readonly #modes = h('fieldset', { class: 'modes', hidden: true }, h('legend', { class: 'hidden' }, 'What is shown'));
  readonly #race = h('div', { class: 'race' });
  readonly #controls = new Controls({
    changed: (settings) => this.#choose(settings),
    opening: () => {
      this.#editor.postMessage({ kind: 'open-data' });
      // The dialog may be left without a choice.
      this.#showControls();
    },
  });
  readonly #offer = h('div', { class: 'offer', hidden: true });
  readonly #assumed = h('details', { class: 'assumed' });
  readonly #main = h('main', {});

  constructor() {
    const kept = this.#editor.getState() as Partial<Kept> | undefined;
    this.#settings = settingsFrom(kept?.settings);
    this.#accepted = this.#settings;
    if (typeof kept?.own?.text === 'string') this.#readData(kept.own.name, kept.own.text);
    if (typeof kept?.uri === 'string') this.#uri = kept.uri;
    if (typeof kept?.goal?.tex === 'string') this.#goal = kept.goal;
    if (speeds.some(([speed]) => speed === kept?.speed)) this.#speed = kept?.speed as number;
    if (Number.isInteger(kept?.steps)) this.#wantedSteps = kept?.steps as number;
    if (modes.some(([mode]) => mode === kept?.mode)) this.#mode = kept?.mode as Mode;
  }

  start(): void {
    const speed = h('select', { 'aria-label': 'Speed', change: () => this.#chooseSpeed(Number(speed.value)) });
    for (const [value, label] of speeds) speed.append(new Option(label, String(value), false, value === this.#speed));
    for (const [mode, label] of modes) this.#modes.append(this.#modeChoice(mode, label));
    fill(
      this.#race,
      h(
        'div',
        { class: 'controls', role: 'toolbar', 'aria-label': 'Training' },
        this.#playButton,
        this.#stepButton,
        this.#resetButton,
        speed,
        this.#steps,
      ),
      this.#controls.element,
      h('section', { class: 'curves' }, h('h2', {}, 'Loss'), this.#readout.element, this.#lossPlace),
      this.#accuracySection,
      this.#surface.element,
      h('section', {}, h('h2', {}, 'Gradients'), this.#parameters.element, this.#assumed),
      this.#network.element,
      h('footer', {}, 'Export', ...this.#exports()),
    );
    fill(
      this.#main,
      h('header', {}, this.#goals, this.#modes, this.#result, this.#offer, this.#live, this.#notice),
      this.#race,
      this.#worked.element,
    );
    document.body.append(this.#main);
    this.#showPlayButton();
    this.#enable(false);
    onThemeChange(() => this.#redraw());
    window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => this.#take(data));
    this.#editor.postMessage({ kind: 'ready' });
  }

  #take(message: ToPage): void {
    if (message.kind === 'note') {
      const isFirst = this.#answer === undefined;
      this.#uri = message.uri;
      this.#keep();
      if (isFirst) this.#ask();
    } else if (message.kind === 'plan') {
      if (message.id === this.#asked) this.#takePlan(message.result);
    } else if (message.kind === 'edited') this.#ask();
    else if (message.kind === 'moved') {
      this.#goal = undefined;
      this.#ask();
    } else if (message.kind === 'cursor') this.#network.light(({ part, start }) => isIn(this.#placeAt(part, start), message));
    else if (message.kind === 'data' && this.#readData(message.name, message.text)) this.#choose({ ...this.#settings, data: 'own' });
  }

  /** Takes rows of a file; where they can't be read, says which ones. */
  #readData(name: string, text: string): boolean {
    const { points, problems } = readCsv(text);
    if (points) this.#own = { name, text, points };
    else
      this.#say(
        `${name} can't be used:`,
        h('ul', {}, ...problems.map(({ line, message }) => h('li', {}, `line ${line}: ${render(message)}`))),
      );
    return points !== undefined;
  }

  /** Other settings: another network where they ask for one, else another race. */
  #choose(settings: Settings): void {
    const before = JSON.stringify(this.#wishes());
    this.#settings = settings;
    this.#notice.hidden = true;
    this.#goesOn = this.#isPlaying;
    if (JSON.stringify(this.#wishes()) !== before) {
      this.#ask();
      return;
    }
    this.#accepted = settings;
    this.#open();
  }

  #wishes(): TrainWishes {
    return wishesOf(this.#settings, this.#goal, this.#own);
  }

  /** Asks the editor for the network, as the notes are now. */
  #ask(): void {
    this.#asked++;
    this.#editor.postMessage({ kind: 'plan', id: this.#asked, wishes: this.#wishes() });
  }

  #takePlan(result: TrainResult): void {
    const isFirst = this.#answer === undefined;
    if ('refused' in result) {
      this.#settings = this.#accepted;
      this.#goesOn = false;
      this.#showRefusal(result);
      this.#showControls();
      return;
    }
    this.#notice.hidden = true;
    this.#main.classList.remove('empty');
    const isSame = !isFirst && JSON.stringify(trained(result)) === JSON.stringify(trained(this.#answer as TrainAnswer));
    const isChosen = this.#settings !== this.#accepted;
    this.#accepted = this.#settings;
    this.#answer = result;
    this.#keepGoal(result);
    this.#showGoals(result);
    const linkTo = (place: { readonly part: number; readonly start: number }, label?: string) => this.#linkTo(place, label);
    this.#frames.clear();
    this.#parameters.open(result.plan, linkTo);
    this.#network.open(result.plan, linkTo);
    if (result.example) this.#worked.open(result.example, linkTo);
    this.#showMode();
    if (isSame) this.#network.showData(this.#opened?.train ?? { count: 1 });
    // What was only moved about in the notes goes on.
    if (isSame && !isChosen && this.#report) this.#showReport(this.#report, this.#isPlaying);
    else {
      this.#goesOn ||= this.#isPlaying;
      this.#open();
    }
    this.#keep();
  }

  #keepGoal({ goals, goal }: TrainAnswer): void {
    const tex = goals[goal]?.tex;
    if (tex !== undefined) this.#goal = { place: goal, tex };
  }

  #modeChoice(mode: Mode, label: string): HTMLElement {
    const choose = (): void => {
      this.#mode = mode;
      if (this.#isPlaying) this.#trainer.pause();
      this.#showMode();
      this.#live.textContent = this.#result.dataset.spoken ?? '';
      this.#keep();
    };
    const isChosen = mode === this.#mode;
    return h(
      'label',
      {},
      h('input', { type: 'radio', name: 'mode', value: mode, class: 'hidden', checked: isChosen, change: choose }),
      label,
    );
  }

  /** The race, unless the notes have a worked example and that is wanted. */
  #showMode(): void {
    const isWorked = this.#isWorked;
    this.#modes.hidden = this.#answer?.example === undefined;
    this.#race.hidden = isWorked;
    this.#worked.element.hidden = !isWorked;
    this.#showResult();
  }

  get #isWorked(): boolean {
    return this.#mode === 'worked' && this.#answer?.example !== undefined;
  }

  #open(): void {
    if (this.#answer === undefined) return;
    const steps = this.#wantedSteps;
    this.#wantedSteps = 0;
    this.#isPlaying = false;
    this.#report = undefined;
    this.#frames.clear();
    this.#showPlayButton();
    this.#showResult();
    this.#opened = undefined;
    this.#showControls();
    this.#trainer.open(jobOf(this.#settings, this.#answer, this.#own), steps);
  }

  #showOpened(opened: Opened, report: Report, surface: Surface | undefined): void {
    this.#opened = opened;
    this.#surface.show(opened.train, surface, report.score.perceptron?.weights);
    this.#network.showData(opened.train);
    this.#showReport(report, false);
    this.#showControls();
    this.#showAssumed();
    if (this.#goesOn) this.#play();
    this.#goesOn = false;
  }

  #showControls(): void {
    const [answer, settings] = [this.#answer, this.#settings];
    if (answer) this.#controls.show({ settings, answer, opened: this.#opened, own: this.#own });
  }

  /** What the notes leave open and was chosen. */
  #showAssumed(): void {
    const { assumed, hidden, constants } = this.#answer?.plan ?? { assumed: [], hidden: [], constants: [] };
    const words = [
      ...assumed.map((message) => sentence(plainSentence(message))),
      ...hidden
        .filter(({ isStated }) => !isStated)
        .map(({ tex, size }) => ['The notes leave open how many units ', formula(tex), ` has, so it has ${size}.`]),
      ...constants
        .filter(({ isStated }) => !isStated)
        .map(({ tex, value }) => ['The notes leave ', formula(tex), ` open, so it is ${formatNumber(value)}.`]),
      ...(this.#opened?.rateFrom === 'trial'
        ? [
            `The notes leave the step size open, so it is ${formatNumber(this.#opened.rate)}, the smallest of a few that does well in a short trial.`,
          ]
        : []),
    ];
    this.#assumed.hidden = words.length === 0;
    fill(
      this.#assumed,
      h('summary', {}, words.length === 1 ? '1 assumption' : `${words.length} assumptions`),
      h('ul', {}, ...words.map((each) => h('li', {}, ...(typeof each === 'string' ? [each] : each)))),
    );
  }

  /** A run that blew up may do better with smaller steps. */
  #showOffer(): void {
    const rate = this.#opened?.rate;
    const isBlown = (['written', 'exact'] as const).some((course) => 1 < (this.#report?.state.runs[course].stopped?.step ?? 0));
    this.#offer.hidden = rate === undefined || !isBlown || this.#isWorked;
    if (rate === undefined || !isBlown) return;
    const smaller = Number((rate / smallerBy).toPrecision(2));
    const label = `Reset with rate ${formatNumber(smaller)}`;
    if (this.#offer.textContent !== label)
      fill(this.#offer, h('button', { type: 'button', click: () => this.#choose({ ...this.#settings, rate: smaller }) }, label));
  }

  /** What there is to train for; without a goal none of them is chosen. */
  #showGoals({ goals, goal }: { readonly goals: readonly TrainGoal[]; readonly goal?: number }): void {
    const [chosen] = goal === undefined ? [] : goals.slice(goal);
    if (goals.length === 0) fill(this.#goals);
    else if (goals.length === 1 && chosen)
      fill(this.#goals, 'Training for', formula(chosen.tex), h('span', { class: 'quiet' }, chosen.line));
    else fill(this.#goals, 'Training for', this.#goalSelect(goals, goal));
  }

  #goalSelect(goals: readonly TrainGoal[], goal: number | undefined): HTMLElement {
    const select = h('select', {
      'aria-label': 'What becomes small',
      change: () => this.#chooseGoal(Number(select.value), goals[Number(select.value)]?.tex ?? ''),
    });
    if (goal === undefined) select.append(new Option('another one…', '', true, true));
    for (const [n, { tex, line }] of goals.entries())
      select.append(new Option(`${spoken([{ tex }])} in ${line}`, String(n), false, n === goal));
    return select;
  }

  #chooseGoal(place: number, tex: string): void {
    this.#goal = { place, tex };
    this.#ask();
  }

  #chooseSpeed(speed: number): void {
    this.#speed = speed;
    this.#keep();
    if (this.#isPlaying) this.#play();
  }

  #togglePlay(): void {
    if (this.#isPlaying) this.#trainer.pause();
    else this.#play();
  }

  /** To the next end of a stretch. */
  #play(): void {
    const { stretch } = this.#settings;
    const done = this.#report?.state.step ?? 0;
    this.#isPlaying = true;
    this.#showPlayButton();
    this.#trainer.play(this.#speed, (Math.floor(done / stretch) + 1) * stretch);
  }

  #showReport(report: Report, isPlaying: boolean): void {
    const isPaused = this.#isPlaying && !isPlaying;
    this.#report = report;
    this.#isPlaying = isPlaying;
    this.#accuracySection.hidden = report.score.train.exact.accuracy === undefined;
    this.#enable(true);
    this.#showPlayButton();
    this.#drawReport(report);
    // Where it rests, all is to be seen at once.
    if (!isPlaying) this.#frames.flush();
    if (!isPlaying) {
      this.#keep();
      if (isPaused || report.state.step === 0) this.#live.textContent = this.#result.dataset.spoken ?? '';
    }
  }

  #drawReport(report: Report): void {
    const { steps, values } = report.columns;
    const curves = (name: typeof lossOf) => ({ written: values[name('written')] ?? [], exact: values[name('exact')] ?? [] });
    this.#frames.soon('numbers', () => {
      write(this.#steps, `step ${report.state.step}`);
      this.#readout.show(report);
      this.#showResult();
      this.#showOffer();
    });
    this.#frames.soon('loss', () => this.#loss.show(steps, curves(lossOf)));
    this.#frames.soon('accuracy', () => this.#accuracy.show(steps, curves(accuracyOf)));
    this.#frames.soon('gradients', () => this.#parameters.show(report));
  }

  #showResult(): void {
    if (this.#answer === undefined) return;
    const { plan, example } = this.#answer;
    const lineOf = ({ part, start }: { part: number; start: number }): string => this.#placeAt(part, start)?.line ?? 'notes';
    const pieces = this.#isWorked && example ? exampleResult(example, lineOf) : resultOf(plan, this.#report, lineOf);
    const text = spoken(pieces);
    if (this.#result.dataset.spoken === text) return;
    this.#result.dataset.spoken = text;
    fill(this.#result, ...pieces.map((piece) => this.#shown(piece)));
  }

  #shown(piece: Piece): Node {
    if ('tex' in piece) return formula(piece.tex);
    if ('place' in piece) return h('span', { class: 'cited' }, '(', this.#linkTo(piece.place, piece.text), ')');
    return document.createTextNode(piece.text);
  }

  #linkTo({ part, start }: { readonly part: number; readonly start: number }, label?: string): HTMLElement {
    const place = this.#placeAt(part, start);
    if (place === undefined) return h('span', {}, label ?? '');
    const reveal = (): void => this.#editor.postMessage({ kind: 'reveal', place });
    return h('button', { type: 'button', class: 'link', title: 'Show it in the notes', click: reveal }, label ?? place.line);
  }

  /** Shows a formula in the notes; the keyboard stays here. */
  #revealQuietly({ part, start }: { readonly part: number; readonly start: number }): void {
    const place = this.#placeAt(part, start);
    if (place) this.#editor.postMessage({ kind: 'reveal', place, isQuiet: true });
  }

  #placeAt(part: number, start: number): ShownPlace | undefined {
    return this.#answer?.places.find((place) => place.part === part && place.start === start);
  }

  #exports(): HTMLElement[] {
    const name = (): string => decodeURIComponent(this.#uri.split('/').at(-1) ?? 'run').replace(/\.\w+$/, '');
    const save = (ending: string, content: () => string | undefined) => (): void => {
      const base64 = content();
      if (base64 !== undefined) this.#editor.postMessage({ kind: 'save', name: `${name()}.${ending}`, base64 });
    };
    const [picture, table, run] = [
      save('png', () => pictureOf(this.#result.dataset.spoken ?? '', this.#canvases())),
      save('csv', () => (this.#answer && this.#report ? base64Of(csvOf(this.#answer.plan, this.#report)) : undefined)),
      save('json', () => {
        const [answer, opened, report] = [this.#answer, this.#opened, this.#report];
        if (answer === undefined || opened === undefined || report === undefined) return undefined;
        return base64Of(jsonOf(this.#uri, jobOf(this.#settings, answer, this.#own), opened, report));
      }),
    ];
    return [
      h('button', { type: 'button', class: 'link', click: picture }, 'picture (PNG)'),
      h('button', { type: 'button', class: 'link', click: table }, 'curves (CSV)'),
      h('button', { type: 'button', class: 'link', click: run }, 'run (JSON)'),
    ];
  }

  /** All that is drawn and in sight. */
  #canvases(): HTMLCanvasElement[] {
    return [...this.#main.querySelectorAll('canvas')].filter(({ clientWidth }) => 0 < clientWidth);
  }

  #showPlayButton(): void {
    const [drawing, label] = this.#isPlaying ? [icons.pause, 'Pause'] : [icons.play, 'Play'];
    if (this.#playButton.textContent !== label) fill(this.#playButton, icon(drawing), label);
    const isOver = this.#report?.state.runs.written.stopped !== undefined && this.#report.state.runs.exact.stopped !== undefined;
    this.#playButton.disabled = isOver || this.#report === undefined;
  }

  #enable(isEnabled: boolean): void {
    for (const button of [this.#playButton, this.#stepButton, this.#resetButton]) button.disabled = !isEnabled;
  }

  /** The notes describe no network: with one from before the page goes on with that. */
  #showRefusal({ refused, at, goals }: Extract<TrainResult, { refused: string }>): void {
    const place =
      at && h('button', { type: 'button', class: 'link', click: () => this.#editor.postMessage({ kind: 'reveal', place: at }) }, at.line);
    const why = [refused, ...(place ? [' ', h('span', { class: 'cited' }, '(', place, ')')] : [])];
    this.#say(...why, ...(this.#answer ? [' What is shown is the last network that could be read.'] : []));
    if (this.#answer === undefined) {
      this.#main.classList.add('empty');
      this.#showGoals({ goals: 1 < goals.length ? goals : [] });
    } else {
      this.#keepGoal(this.#answer);
      this.#showGoals(this.#answer);
    }
  }

  #showFailure(why: string): void {
    this.#isPlaying = false;
    this.#showPlayButton();
    this.#enable(false);
    const restart = (): void => {
      this.#notice.hidden = true;
      this.#wantedSteps = this.#report?.state.step ?? 0;
      this.#open();
    };
    this.#say(`Training has stopped: ${why}. `, h('button', { type: 'button', click: restart }, 'Restart'));
  }

  #say(...children: readonly (Node | string)[]): void {
    fill(this.#notice, ...children);
    this.#notice.hidden = false;
    this.#live.textContent = this.#notice.textContent;
  }

  #redraw(): void {
    this.#loss.redraw();
    this.#accuracy.redraw();
    this.#surface.redraw();
    this.#network.redraw();
  }

  #keep(): void {
    if (this.#uri === '') return;
    this.#editor.setState({
      uri: this.#uri,
      ...(this.#goal ? { goal: this.#goal } : {}),
      settings: this.#settings,
      speed: this.#speed,
      mode: this.#mode,
      steps: this.#report?.state.step ?? this.#wantedSteps,
      ...(this.#own && this.#own.text.length < mostKept ? { own: { name: this.#own.name, text: this.#own.text } } : {}),
    });
  }
}

/** Whether the cursor is in a formula. */
function isIn(place: ShownPlace | undefined, { uri, position }: Extract<ToPage, { kind: 'cursor' }>): boolean {
  if (place === undefined || place.uri !== uri) return false;
  const { start, end } = place.range;
  const { line, character } = position;
  const isAfter = start.line < line || (start.line === line && start.character <= character);
  return isAfter && (line < end.line || (line === end.line && character <= end.character));
}

/** What of an answer the training depends on: all but where things stand. */
function trained({ plan, data }: TrainAnswer): unknown {
  const { program, batch, inputs, targets, encoding, constants, parameters, prediction, rule } = plan;
  const numbers = parameters.map(({ tex, place, exact, written, standing, spread }) => ({ tex, place, exact, written, standing, spread }));
  return { data, program, batch, inputs, targets, encoding, constants, numbers, prediction, rule };
}
