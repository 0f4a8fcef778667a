import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** Log retention that CloudWatch offers, in days. */
const LOG_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 3653];

const address = z.email('is not an e-mail address; type one like partners@your-company.com');
const account = z.string().regex(/^\d{12}$/, 'type the 12 digits of the AWS account');
const host = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'type a host name without https://, like partners.your-company.com');

const member = z.strictObject({
  name: z.string().min(1, 'type the name that letters show'),
  email: address,
  role: z.enum(['manager', 'ops'], 'type "manager" (decides about partners) or "ops" (runs the program)'),
});

const settings = z.strictObject({
  /** Without it, the account of the credentials in use. A protected stage must name its own. */
  account: account.optional(),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'type an AWS region, like eu-central-1'),
  programName: z.string().min(2).max(60),
  /** Zone of the daily schedules. */
  timeZone: z.string().refine(isTimeZone, 'type a time zone of the IANA list, like Europe/Berlin'),
  /** Own domain of the site. Without it the site has the address that CloudFront gives. */
  site: z
    .strictObject({
      domain: host,
      certificateArn: z
        .string()
        .regex(
          /^arn:aws:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]{36}$/,
          'type the ARN of an ACM certificate in us-east-1 (CloudFront reads certificates there alone)',
        ),
    })
    .optional(),
  /** Where the links of affiliates lead: the site of the product. Without it, the partner site. */
  productUrl: z.url({ protocol: /^https$/, error: 'type an https address, like https://your-company.com' }).optional(),
  /** Other hosts that a partner's link may lead to, like docs.your-company.com. */
  linkHosts: z.array(host).max(20, 'name at most 20 hosts').default([]),
  mail: z.strictObject({
    from: address,
    /** What SES verifies: the sender's domain (better), or the sender's address. */
    identity: z.string().min(3),
    postalAddress: z.string().min(5, 'type the postal address that each letter must carry'),
    /** True while SES keeps the account in its sandbox: it then asks for a right on each verified recipient as well. */
    sandbox: z.boolean().default(false),
  }),
  /** Managers are asked first; ops are the pool behind them. */
  team: z.array(member).min(1, 'name at least one person').max(20, 'name at most 20 people'),
  /** Partnership types opened beside the first by a recorded override [L13]: which, and why. */
  openedTypes: z
    .array(
      z.strictObject({
        type: z.enum(['affiliate', 'channel', 'integration', 'co-marketing', 'strategic']),
        because: z.string().min(10, 'type the reason, a sentence'),
      }),
    )
    .default([]),
  alarmsTo: address,
  /** Keeps tables, key and site bucket when a stack goes, and forbids deleting them. */
  protect: z.boolean(),
  logDays: z
    .int()
    .refine((days) => LOG_DAYS.includes(days), `type a number of days that CloudWatch offers: ${LOG_DAYS.join(', ')}`),
  /** Requests per second that the API takes, all callers together. */
  requestsPerSecond: z.int().min(1).max(10_000).default(50),
});

export type StageSettings = z.output<typeof settings> & { readonly name: string };

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const fail = (stage: string, field: string, text: string): never => {
  throw new Error(`cdk.json, context.stages.${stage}${field ? `.${field}` : ''}: ${text}`);
};

/** What only makes sense across fields. */
const checkTogether = (stage: StageSettings): void => {
  const domain = stage.mail.from.slice(stage.mail.from.lastIndexOf('@') + 1);
  const { identity } = stage.mail;
  if (identity !== stage.mail.from && identity !== domain && !domain.endsWith(`.${identity}`)) {
    fail(
      stage.name,
      'mail.identity',
      `type "${domain}" or "${stage.mail.from}", so that SES may send from that address`,
    );
  }
  if (!stage.team.some((one) => one.role === 'manager')) {
    fail(stage.name, 'team', 'give at least one person the role "manager"; somebody has to decide');
  }
  if (stage.protect && !stage.account) {
    fail(
      stage.name,
      'account',
      'type the 12 digits of the AWS account: a protected stage must not land in another one',
    );
  }
};

/** Refuses the examples that cdk.json comes with: nothing should be deployed with somebody else's domain. */
export const refuseExamples = (stage: StageSettings): void => {
  const addresses: readonly (readonly [string, string])[] = [
    ['mail.from', stage.mail.from],
    ['alarmsTo', stage.alarmsTo],
    ...stage.team.map((one, index) => [`team.${index}.email`, one.email] as const),
    ['site.domain', stage.site?.domain ?? ''],
  ];
  for (const [field, text] of addresses) {
    if (/[@.]?example\.(com|org|net)$/.test(text)) fail(stage.name, field, `"${text}" is the example; type your own`);
  }
};

/** Settings of one stage out of the context's `stages`. Throws a sentence that names the field and says what to type. */
export const readStage = (stages: unknown, name: string): StageSettings => {
  const all = z.record(z.string(), z.unknown()).parse(stages ?? {});
  const found = all[name];
  if (!/^[a-z][a-z0-9]{1,11}$/.test(name) || !found) {
    throw new Error(`There is no stage "${name}". Type -c stage=NAME with one of: ${Object.keys(all).join(', ')}.`);
  }
  const result = settings.safeParse(found);
  const first = result.error?.issues[0];
  if (first) fail(name, first.path.join('.'), first.message);
  const stage: StageSettings = { ...settings.parse(found), name };
  checkTogether(stage);
  return stage;
};

/** The context of cdk.json, for a run without the CDK command line. */
export const contextFile = (): Record<string, unknown> => {
  const text = readFileSync(new URL('../cdk.json', import.meta.url), 'utf8');
  return z.object({ context: z.record(z.string(), z.unknown()) }).parse(JSON.parse(text)).context;
};
