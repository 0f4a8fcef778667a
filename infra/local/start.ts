/** `npm start`: templates and pages if they changed, then the local cloud, until Ctrl-C. Data stays in `.local/`. */
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { readIntakeSecrets } from '../../functions/shared/intake-secrets.ts';
import { whenChanged } from '../../scripts/inputs.ts';
import { run } from '../../scripts/process.ts';
import { Clock } from './clock.ts';
import { type Cloud, type CloudOptions, startCloud } from './cloud.ts';
import { forgetRunning, isFree, noteRunning, runningCloud, STATE_DIR } from './running.ts';
import { StateFile } from './state-file.ts';
import { teamAddresses } from './team.ts';

const LOG_FILE = join(STATE_DIR, 'functions.log');
const SYNTH_INPUTS = [
  'infra/*.ts',
  'infra/{constructs,rooms,stacks}/**/*.ts',
  'workflows/**/*.asl.json',
  'functions/*/contract.ts',
  'cdk.json',
  'package-lock.json',
];

/** Says in a sentence what went wrong, without a stack that helps nobody. */
class CannotStart extends Error {}

const portOf = (variable: string, fallback: number): number => {
  const text = process.env[variable] ?? String(fallback);
  const port = z.coerce.number().int().min(1).max(65_535).safeParse(text);
  if (!port.success) throw new CannotStart(`${variable} is "${text}"; a port is a number from 1 to 65535.`);
  return port.data;
};

const choosePorts = async (): Promise<{ aws: number; site: number }> => {
  const running = runningCloud();
  if (running)
    throw new CannotStart(
      `The local cloud is running already: ${running.siteUrl} (process ${running.pid}). End it with Ctrl-C there.`,
    );
  const ports = { aws: portOf('TANDEM_AWS_PORT', 4566), site: portOf('TANDEM_SITE_PORT', 4567) };
  const named = [
    ['TANDEM_AWS_PORT', ports.aws],
    ['TANDEM_SITE_PORT', ports.site],
  ] as const;
  for (const [variable, port] of named) {
    if (await isFree(port)) continue;
    throw new CannotStart(
      `Port ${port} is in use by another program. Choose another: ${variable}=${port + 100} npm start`,
    );
  }
  return ports;
};

/** Runs a script in a process of its own; what it wrote is shown only if it fails. */
const runScript = async (name: string, script: string): Promise<void> => {
  const ended = await run(name, [process.execPath, script]);
  if (!ended.ok) throw new CannotStart(`${name} failed:\n${ended.output}`);
};

const prepare = async (): Promise<void> => {
  await Promise.all([
    whenChanged('.build/cdk.sha256', SYNTH_INPUTS, () => runScript('Synthesising the templates', 'infra/app.ts')),
    runScript('Building the pages', 'scripts/build-web.ts'),
  ]);
};

/** What the functions write, one line each, beside the data: what CloudWatch Logs would hold. */
const openLog = (): NonNullable<CloudOptions['onLog']> => {
  mkdirSync(STATE_DIR, { recursive: true });
  const file = createWriteStream(LOG_FILE, { flags: 'a' });
  return ({ at, function: name, level, line }) =>
    void file.write(`${new Date(at).toISOString()} ${level} ${name} ${line}\n`);
};

/** A second start goes on from the time at which the first one ended, plus what has passed since. */
const keptOffset = (): number => z.number().catch(0).parse(StateFile.read(STATE_DIR)?.clockOffsetMs);

const welcome = (cloud: Cloud, seconds: number, secret: string): string => {
  const { siteUrl, awsUrl } = cloud;
  const now = new Date(cloud.clock.now()).toUTCString();
  return `
  The partner program runs (up in ${seconds.toFixed(1)} s; here it is ${now}).

    Sign-up form     ${siteUrl}/
    Partner portal   ${siteUrl}/portal
    Ops page         ${siteUrl}/ops     sign in as ${teamAddresses(cloud)[0] ?? 'a member of the team'}
    Inbox            ${siteUrl}/inbox     every letter ends here
    Webhooks         ${siteUrl}/api/events     signed with ${secret} (docs/EVENTS.md)
    AWS endpoint     ${awsUrl}
    Functions' log   ${LOG_FILE}

  Try first: send the form as an affiliate, confirm by the letter in the inbox, sign in, accept the agreement;
  then move the clock ahead a week on the ops page and see which letters come.

  Ctrl-C ends it; the data stays for the next start (npm run reset forgets it).
`;
};

/** By which events from outside can be signed here. */
const webhookSecret = async (cloud: Cloud): Promise<string> => {
  const secrets = new SecretsManagerClient(cloud.clientConfig());
  const { SecretString = '{}' } = await secrets.send(
    new GetSecretValueCommand({ SecretId: 'tandem-local-intake-secrets' }),
  );
  return readIntakeSecrets(SecretString).standard[0] ?? 'a secret of yours';
};

/** Ends the cloud once, whoever asks: Ctrl-C, a signal, or the launcher that is gone. A second Ctrl-C does not wait. */
const endWith = (cloud: Cloud): void => {
  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) process.exit(1);
    ending = true;
    await cloud.stop();
    forgetRunning();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end());
  process.once('disconnect', () => void end());
};

const main = async (): Promise<void> => {
  const began = performance.now();
  const ports = await choosePorts();
  await prepare();
  const cloud = await startCloud({ clock: Clock.live(keptOffset()), stateDir: STATE_DIR, ports, onLog: openLog() });
  endWith(cloud);
  noteRunning(cloud.siteUrl);
  console.log(welcome(cloud, (performance.now() - began) / 1000, await webhookSecret(cloud)));
};

try {
  await main();
} catch (error) {
  console.error(error instanceof CannotStart ? `\n${error.message}\n` : error);
  process.exit(1);
}
