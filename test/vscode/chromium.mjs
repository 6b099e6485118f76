import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

/** The path of a Chromium: `$CHROMIUM`, one of the usual places, or one that the system's package manager installs where that is allowed. */
export function findChromium() {
  const named = process.env.CHROMIUM;
  if (named && !fs.existsSync(named)) throw new Error(`CHROMIUM names ${named}, which does not exist`);
  const found = named ?? places.find(fs.existsSync);
  if (found) return found;
  if (process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')) {
    console.log('Chromium is missing: installing it with apt-get');
    execFileSync('apt-get', ['update'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { stdio: 'ignore' });
    if (fs.existsSync('/usr/bin/chromium')) return '/usr/bin/chromium';
  }
  throw new Error('no Chromium was found: install the package "chromium", or name a Chromium in the variable CHROMIUM');
}
