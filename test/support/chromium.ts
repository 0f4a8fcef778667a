import { existsSync } from 'node:fs';

const PLACES = [
  process.env.CHROMIUM_PATH ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Where the browser for the browser test is; `npm test` names the command that installs it. */
export const chromiumPath = (): string => {
  const found = PLACES.find((place) => place && existsSync(place));
  if (!found)
    throw new Error('No Chromium found. Install it, or say where it is: CHROMIUM_PATH=/path/to/chromium npm test');
  return found;
};
