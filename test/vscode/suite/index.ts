import Mocha from 'mocha';
import { registerSuite } from './suite.ts';

/** Runs the suite inside of the extension host; each line of the result begins with `T `, since the log also carries the workbench's. */
export function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, reporter: Report });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  registerSuite();
  return new Promise((resolve, reject) => {
    mocha.run((failures) => (failures === 0 ? resolve() : reject(new Error(`${failures} failed`))));
  });
}

class Report extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.on('pass', (test) => console.log(`T ok ${test.fullTitle()}`));
    runner.on('fail', (test, error) => console.log(`T not ok ${test.fullTitle()}: ${error.stack ?? error}`));
    runner.on('end', () => console.log(`T total ${runner.stats?.passes ?? 0} ${runner.stats?.failures ?? 0}`));
  }
}
